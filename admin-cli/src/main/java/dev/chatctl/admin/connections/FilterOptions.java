package dev.chatctl.admin.connections;

import dev.chatctl.cli.CliException;
import dev.chatctl.core.census.ConnectionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Which connections; the same for every verb that works on several. All given ones must hold. */
final class FilterOptions {
  @Option(names = "--room", paramLabel = "ROOM", description = "Only those in this room.")
  private Optional<String> room = Optional.empty();

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Only those of this user, as the token said; guests are nobody's.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Only those that call themselves so, whoever they are.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--ip",
      paramLabel = "ADDRESS",
      description = "Only those from this address or network, e.g. 203.0.113.0/24.")
  private Optional<String> ip = Optional.empty();

  @Option(
      names = "--older-than",
      paramLabel = "LENGTH",
      description = "Only those connected for at least this long, e.g. 10m.")
  private Optional<Duration> olderThan = Optional.empty();

  @Option(
      names = "--idle-for",
      paramLabel = "LENGTH",
      description =
          "Only those that neither sent nor received for this long (asks @connections for each).")
  private Optional<Duration> idleFor = Optional.empty();

  @Option(
      names = "--filter",
      paramLabel = "KEY~REGEX",
      description = "Only those with a field that matches; KEY=VALUE for equality.")
  private List<String> filters = List.of();

  @Option(
      names = "--not",
      paramLabel = "KEY~REGEX",
      description = "Only those without such a field.")
  private List<String> exclusions = List.of();

  Optional<String> room() {
    return room;
  }

  Optional<Duration> idleFor() {
    return idleFor;
  }

  /** Whether nothing was chosen, so that all connections are meant. */
  boolean isEmpty() {
    return room.isEmpty()
        && user.isEmpty()
        && name.isEmpty()
        && ip.isEmpty()
        && olderThan.isEmpty()
        && idleFor.isEmpty()
        && filters.isEmpty()
        && exclusions.isEmpty();
  }

  /** What a description has to have for these. */
  List<String> needs() {
    List<String> needs = new ArrayList<>();
    user.ifPresent(user -> needs.add("user"));
    name.ifPresent(name -> needs.add("name"));
    ip.ifPresent(network -> needs.add("address"));
    olderThan.ifPresent(age -> needs.add("connected_at"));
    return needs;
  }

  /**
   * The condition on rows; idleness is not one of them.
   *
   * @throws CliException if an option is wrong
   */
  Predicate<ConnectionRow> predicate(Instant now) {
    Predicate<ConnectionRow> predicate = row -> true;
    if (room.isPresent()) {
      predicate = predicate.and(row -> row.room().equals(room.get()));
    }
    if (user.isPresent()) {
      predicate = predicate.and(row -> row.user().equals(user));
    }
    if (name.isPresent()) {
      predicate = predicate.and(row -> row.name().equals(name.get()));
    }
    if (ip.isPresent()) {
      Network network = Network.parse(ip.get());
      predicate = predicate.and(row -> network.test(row.sourceIp()));
    }
    if (olderThan.isPresent()) {
      Instant latest = now.minus(olderThan.get());
      predicate =
          predicate.and(row -> row.connectedAt().filter(at -> !at.isAfter(latest)).isPresent());
    }
    for (String filter : filters) {
      predicate = predicate.and(FieldMatch.parse("--filter", filter));
    }
    for (String exclusion : exclusions) {
      predicate = predicate.and(FieldMatch.parse("--not", exclusion).negate());
    }
    return predicate;
  }
}
