package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.loadtest.comparison.Change;
import dev.chatctl.loadtest.comparison.Comparison;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import dev.chatctl.loadtest.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chatctl loadtest compare}: whether runs differ from earlier ones, or only by chance. */
@Command(
    name = "compare",
    description = "Tell whether runs differ from earlier runs of the same plan, or only by chance.")
final class CompareCommand implements Callable<Integer> {
  private static final View<Comparison.Row> VIEW =
      View.of(
          "change",
          Comparison.Row::name,
          List.of(
              Column.of("metric", Comparison.Row::name),
              Column.of("base_ms", row -> rounded(row.change().base())),
              Column.of("new_ms", row -> rounded(row.change().candidate())),
              Column.of("change_percent", row -> rounded(row.relative() * 100)),
              Column.of("low_percent", row -> end(row, it -> it.low())),
              Column.of("high_percent", row -> end(row, it -> it.high())),
              Column.of("verdict", Comparison.Row::verdict),
              Column.of("basis", row -> row.change().basis())));

  private final Invocation invocation;

  @Option(
      names = "--base",
      arity = "1..*",
      paramLabel = "DIR",
      required = true,
      description = "Results folders of the earlier runs, or of what --repeat has made.")
  private List<Path> base;

  @Option(
      names = "--new",
      arity = "1..*",
      paramLabel = "DIR",
      required = true,
      description = "Those of the later runs.")
  private List<Path> candidate;

  @SuppressWarnings("NullAway.Init") // fields are injected by picocli
  CompareCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  private static @Nullable Object rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : null;
  }

  private static @Nullable Object end(Comparison.Row row, Function<Change.Interval, Double> which) {
    return row.change().interval().map(it -> rounded(which.apply(it) * 100)).orElse(null);
  }

  @Override
  public Integer call() {
    List<Results> before = read(base);
    List<Results> after = read(candidate);
    different(before, after);
    Comparison comparison = Comparison.of(before, after);
    if (comparison.rows().isEmpty()) {
      throw PlanBuilder.wrong(
          "--base, --new: " + comparison.difference() + " (expected: runs of the same plan)");
    }
    RowWriter<Comparison.Row> rows = Rows.writer(invocation, VIEW);
    comparison.rows().forEach(rows::row);
    rows.end();
    return ExitCode.OK.code();
  }

  /** A run that is given twice would seem to repeat itself exactly. */
  private static void different(List<Results> before, List<Results> after) {
    Set<String> seen = new HashSet<>();
    Stream.of(before, after)
        .flatMap(List::stream)
        .map(run -> run.facts().identity())
        .filter(run -> !seen.add(run.runId() + " of " + run.startedAt()))
        .findFirst()
        .ifPresent(
            run -> {
              throw PlanBuilder.wrong(
                  "--base, --new: %s of %s is there twice (expected: runs that differ)"
                      .formatted(run.runId(), run.startedAt()));
            });
  }

  private static List<Results> read(List<Path> folders) {
    List<Results> runs = new ArrayList<>();
    try {
      for (Path folder : folders) {
        for (Path run : runs(folder)) {
          runs.add(usable(run, ResultsStore.read(run)));
        }
      }
    } catch (IOException e) {
      throw PlanBuilder.wrong(String.valueOf(e.getMessage()));
    }
    return runs;
  }

  /** The folder itself, or those that {@code --repeat} has made in it. */
  private static List<Path> runs(Path folder) throws IOException {
    if (Files.exists(folder.resolve(ResultsFolder.MANIFEST)) || !Files.isDirectory(folder)) {
      return List.of(folder);
    }
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> runs =
          inside.filter(it -> Files.exists(it.resolve(ResultsFolder.MANIFEST))).sorted().toList();
      return runs.isEmpty() ? List.of(folder) : runs;
    }
  }

  /**
   * The results, if their numbers are a system's.
   *
   * @throws CliException if they are not; exit code 2
   */
  static Results usable(Path folder, Results results) {
    Summary summary = Summary.of(results);
    if (!summary.complete() || !summary.valid()) {
      throw PlanBuilder.wrong(
          "%s: %s (expected: runs that are complete and valid)"
              .formatted(
                  folder,
                  summary.complete()
                      ? "not valid: " + String.join("; ", summary.invalidReasons())
                      : "incomplete: " + summary.facts().ending().stopped()));
    }
    return results;
  }
}
