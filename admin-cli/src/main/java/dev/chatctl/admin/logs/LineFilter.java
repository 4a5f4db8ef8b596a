package dev.chatctl.admin.logs;

import dev.chatctl.cli.CliException;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** Which lines to show, and what to mark in them. */
final class LineFilter {
  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      description =
          "Only lines that match this CloudWatch filter pattern, e.g. '?ERROR ?WARN' or"
              + " '{ $.level = \"ERROR\" }'.")
  private Optional<String> pattern = Optional.empty();

  @Option(
      names = {"-i", "--include"},
      paramLabel = "REGEX",
      description = "Only lines that match one of these.")
  private List<String> include = List.of();

  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "REGEX",
      description = "No lines that match one of these.")
  private List<String> exclude = List.of();

  @Option(
      names = {"-H", "--highlight"},
      paramLabel = "REGEX",
      description = "Mark what matches.")
  private List<String> highlight = List.of();

  @Option(names = "--request-id", paramLabel = "ID", description = "Only lines of this invocation.")
  private Optional<String> requestId = Optional.empty();

  @Option(
      names = "--connection",
      paramLabel = "ID",
      description = "Only lines about this connection.")
  private Optional<String> connection = Optional.empty();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "Only lines of this level: JSON lines by their level, others by the word.")
  private Optional<String> level = Optional.empty();

  @Option(names = "--no-reports", description = "No START, END and REPORT lines of Lambda.")
  private boolean noReports;

  /**
   * What CloudWatch itself can filter, so that only those lines travel.
   *
   * @throws CliException if several options ask for a pattern, of which CloudWatch takes one
   */
  Optional<String> serverPattern() {
    Optional<String> id = requestId.or(() -> connection);
    if (pattern.isPresent() && id.isPresent()) {
      throw CliException.usage(
          "--pattern with --request-id or --connection: CloudWatch takes one pattern",
          "--include REGEX filters what the pattern lets through");
    }
    return pattern.or(() -> id.map(value -> '"' + value.replace("\"", "\\\"") + '"'));
  }

  Predicate<String> predicate() {
    Predicate<String> predicate = line -> true;
    List<Pattern> included = patterns("--include", include);
    if (!included.isEmpty()) {
      predicate = predicate.and(line -> included.stream().anyMatch(p -> p.matcher(line).find()));
    }
    for (Pattern excluded : patterns("--exclude", exclude)) {
      predicate = predicate.and(line -> !excluded.matcher(line).find());
    }
    if (requestId.isPresent() && connection.isPresent()) {
      predicate = predicate.and(line -> line.contains(connection.get()));
    }
    if (level.isPresent()) {
      Pattern word =
          Pattern.compile("\\b" + Pattern.quote(level.get()) + "\\b", Pattern.CASE_INSENSITIVE);
      predicate = predicate.and(line -> isOfLevel(line, level.get(), word));
    }
    if (noReports) {
      Pattern report = Pattern.compile("^(START|END|REPORT) RequestId: ");
      predicate = predicate.and(line -> !report.matcher(line).find());
    }
    return predicate;
  }

  private static boolean isOfLevel(String line, String level, Pattern word) {
    if (line.startsWith("{")) {
      try {
        return Json.parseObject(line).string("level").filter(level::equalsIgnoreCase).isPresent();
      } catch (JsonFormatException e) {
        // no JSON after all
      }
    }
    return word.matcher(line).find();
  }

  List<Pattern> highlights() {
    return patterns("--highlight", highlight);
  }

  private static List<Pattern> patterns(String option, List<String> texts) {
    return texts.stream()
        .map(
            text -> {
              try {
                return Pattern.compile(text);
              } catch (PatternSyntaxException e) {
                throw CliException.usage(
                    "%s: %s is no regular expression: %s"
                        .formatted(option, text, e.getDescription()),
                    "quote it, so that the shell leaves it alone");
              }
            })
        .toList();
  }
}
