package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.consistency.Facts;
import dev.chatctl.loadtest.consistency.run.CheckedChat;
import dev.chatctl.loadtest.plan.Feeder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A chat at a URL: nothing is known of it but what clients are told.
 *
 * @param run names the rooms, so that nobody else is in them
 * @param tokens by user
 */
record RemoteChat(URI url, String run, Map<String, String> tokens) implements CheckedChat {
  /** With the users and tokens of a feeder; without one its clients are guests. */
  static RemoteChat of(URI url, String run, Feeder feeder) {
    return new RemoteChat(
        url,
        run,
        feeder.rows().stream()
            .collect(
                Collectors.toMap(
                    row -> column(row, "user"), row -> column(row, "token"), (a, b) -> a)));
  }

  private static String column(Map<String, String> row, String name) {
    String value = row.get(name);
    if (value == null) {
      throw PlanBuilder.wrong("--feeder: no " + name + " (expected: columns user and token)");
    }
    return value;
  }

  @Override
  public String user(int number) {
    List<String> known = tokens.keySet().stream().sorted().toList();
    return number < known.size() ? known.get(number) : "guest-" + number;
  }

  @Override
  public List<String> rooms() {
    return List.of("checked-" + run + "-1", "checked-" + run + "-2", "checked-" + run + "-3");
  }

  @Override
  public Optional<String> token(String user) {
    return Optional.ofNullable(tokens.get(user));
  }

  @Override
  public void trouble() {}

  @Override
  public void peace() {}

  @Override
  public Optional<Duration> toldWithin() {
    return Optional.of(LocalChat.TOLD_WITHIN);
  }

  @Override
  public Optional<Facts> facts() {
    return Optional.empty();
  }
}
