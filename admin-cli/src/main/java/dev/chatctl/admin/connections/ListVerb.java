package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.core.census.ConnectionRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    aliases = "ls",
    description = "List who is connected.",
    footer = {
      "",
      "  chatctl list --room lobby --sort age --top 10",
      "  chatctl list --verify --filter 'name~^bot-' -o ndjson",
      "  chatctl list --query 'connections[].connection_id'"
    })
public final class ListVerb implements Callable<Integer> {
  private final TargetedInvocation invocation;

  @Mixin private FilterOptions filters = new FilterOptions();

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      description = "Order by age, name, room, source_ip or connection_id (default: as read).")
  private Optional<String> sort = Optional.empty();

  @Option(
      names = {"-R", "--reverse"},
      description = "Turn the order round.")
  private boolean reverse;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Only the first N; the totals still count all.")
  private long top = Long.MAX_VALUE;

  @Option(
      names = "--verify",
      description = "Ask @connections for each and mark those that are gone.")
  private boolean verify;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only live, or only gone ones (asks @connections for each).")
  private Optional<Liveness.State> state = Optional.empty();

  @Option(
      names = "--watch",
      paramLabel = "LENGTH",
      description = "List again every so often, until Ctrl-C.")
  private Optional<Duration> watch = Optional.empty();

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "Also keep the rows in this file, once all are read.")
  private Optional<Path> snapshot = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "List the rows of a snapshot instead of the table.")
  private Optional<Path> from = Optional.empty();

  ListVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    OptionRules.atLeast(0, "--top", top, "leave it out for all");
    if (from.isPresent() && (asks() || watch.isPresent())) {
      throw CliException.usage(
          "--from lists what was; --verify, --state, --idle-for and --watch ask what is",
          "leave one of them out");
    }
    watch.ifPresent(every -> OptionRules.positive("--watch", every));
    if (from.isPresent()) {
      Predicate<ConnectionRow> predicate = filters.predicate(invocation.now());
      Snapshot.read(
          from.get(), rows -> print(rows.filter(listed -> predicate.test(listed.row())), false));
      return ExitCode.OK.code();
    }
    try (Aws aws = Aws.of(invocation)) {
      do {
        list(aws);
      } while (watch.isPresent() && !invocation.interrupt().sleep(watch.get()));
    }
    return ExitCode.OK.code();
  }

  private void list(Aws aws) {
    Stream<Listed> rows = Selection.of(invocation, aws, filters, asks());
    print(
        rows.filter(
            listed -> state.isEmpty() || state.equals(listed.liveness().map(Liveness::state))),
        aws.described().isPresent());
  }

  private boolean asks() {
    return verify || state.isPresent() || filters.idleFor().isPresent();
  }

  private void print(Stream<Listed> rows, boolean described) {
    Optional<Comparator<Listed>> order =
        sort.map(key -> Sorting.by(key, reverse))
            .or(() -> reverse ? Optional.of(Sorting.by("age", true)) : Optional.empty());
    if (watch.isPresent() && invocation.terminals().out()) {
      invocation.out().print("\u001b[H\u001b[2J");
    }
    RowWriter<Listed> writer = Rows.writer(invocation, Listed.view(asks(), described));
    var totals = new Totals();
    Optional<Snapshot.Writer> copy = snapshot.map(Snapshot::writer);
    try {
      Stream<Listed> counted =
          rows.peek(totals::add).peek(listed -> copy.ifPresent(kept -> kept.row(listed)));
      if (order.isPresent()) {
        List<Listed> sorted = counted.sorted(order.get()).toList();
        sorted.stream().limit(top).forEach(writer::row);
      } else {
        long[] printed = {0};
        counted.forEach(
            row -> {
              if (printed[0]++ < top) {
                writer.row(row);
              }
            });
      }
      if (!invocation.interrupt().requested()) {
        copy.ifPresent(Snapshot.Writer::complete);
      }
    } finally {
      copy.ifPresent(Snapshot.Writer::close);
    }
    writer.end(totals.document(asks()));
    if (Rows.format(invocation.options()).forPeople()) {
      invocation.notice(
          (top < totals.total() ? "Top %,d of ".formatted(top) : "") + totals.sentence());
    }
    invocation.out().flush();
  }
}
