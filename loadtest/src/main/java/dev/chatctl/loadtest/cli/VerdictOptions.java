package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.report.Budget;
import dev.chatctl.loadtest.report.Budget.Allowance;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What a run is judged by. */
final class VerdictOptions {
  @Option(
      names = "--slo",
      paramLabel = "'METRIC < VALUE'",
      description =
          "A number of summary.json and what it must be, as in 'time_to_last_ms.p99 < 500'; may be"
              + " repeated.")
  List<String> slos = List.of();

  @Option(names = "--slo-file", paramLabel = "FILE", description = "More of them, one a line.")
  @Nullable Path sloFile;

  @Option(
      names = "--baseline",
      paramLabel = "DIR",
      description = "Results of an earlier run to compare with.")
  @Nullable Path baseline;

  @Option(
      names = "--cost",
      description =
          "Tell what the run would have cost on AWS, also where it is not API Gateway's to bill.")
  boolean cost;

  @Option(
      names = "--allow-loss",
      paramLabel = "SHARE",
      defaultValue = "0",
      converter = AllowanceConverter.class,
      description = "Deliveries that may be lost, as in 0.1%% of those due, or 3.")
  Allowance loss;

  @Option(
      names = "--allow-late",
      paramLabel = "SHARE",
      defaultValue = "0",
      converter = AllowanceConverter.class,
      description = "Deliveries that may come after the deadline, as in 0.1%% of those due, or 3.")
  Allowance late;

  @Option(
      names = "--allow-duplicate",
      paramLabel = "SHARE",
      defaultValue = "0",
      converter = AllowanceConverter.class,
      description = "Deliveries that may come twice, as in 0.1%% of those due, or 3.")
  Allowance duplicate;

  @Option(
      names = "--allow-cut",
      paramLabel = "SHARE",
      defaultValue = "0",
      converter = AllowanceConverter.class,
      description =
          "Connections that may be cut though the plan did not end them, as in 0.1%% of the"
              + " listeners, or 3.")
  Allowance cut;

  /** How much may go wrong. */
  Budget budget() {
    return new Budget(loss, late, duplicate, cut);
  }

  /** Reads {@code 0.1%} or {@code 3}. */
  static final class AllowanceConverter implements ITypeConverter<Allowance> {
    @Override
    public Allowance convert(String value) {
      return Allowance.parse(value);
    }
  }
}
