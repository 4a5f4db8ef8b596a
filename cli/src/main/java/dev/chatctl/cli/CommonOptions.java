package dev.chatctl.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options every verb of every program takes, before or after its name. */
public class CommonOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "Print ${COMPLETION-CANDIDATES}.",
      completionCandidates = Format.Names.class)
  private Optional<Format> format = Optional.empty();

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      scope = ScopeType.INHERIT,
      description = "Print these columns, in this order.")
  private List<String> columns = List.of();

  @Option(
      names = "--no-headers",
      scope = ScopeType.INHERIT,
      description = "Leave out the headings of a table, CSV or TSV.")
  private boolean noHeaders;

  @Option(
      names = "--no-formulas",
      scope = ScopeType.INHERIT,
      description = "In CSV, put ' before texts that a spreadsheet would compute.")
  private boolean noFormulas;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "Colour: auto (at a terminal, unless NO_COLOR is set), always or never.")
  private ColorChoice color = ColorChoice.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print no notices and no progress.")
  private boolean quiet;

  @Option(
      names = "--no-input",
      scope = ScopeType.INHERIT,
      description = "Never ask; fail where an answer would be needed.")
  private boolean noInput;

  @Option(
      names = "--timeout",
      paramLabel = "LENGTH",
      scope = ScopeType.INHERIT,
      description = "Give up after this long, e.g. 30s (exit code 124).")
  private Optional<Duration> timeout = Optional.empty();

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show the version.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean version;

  public Optional<Format> format() {
    return format;
  }

  /** What to print of a document instead of the whole; empty where a program has no such option. */
  public Optional<Query> query() {
    return Optional.empty();
  }

  public List<String> columns() {
    return columns;
  }

  public boolean headers() {
    return !noHeaders;
  }

  public boolean formulas() {
    return !noFormulas;
  }

  public ColorChoice color() {
    return color;
  }

  public boolean quiet() {
    return quiet;
  }

  public boolean mayAsk() {
    return !noInput;
  }

  public Optional<Duration> timeout() {
    return timeout;
  }

  public boolean debug() {
    return debug;
  }
}
