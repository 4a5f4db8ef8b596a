package dev.chatctl.admin.logs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three lines that Lambda writes around each invocation, as one for people: what the invocation
 * took. AWS: the fields of REPORT are separated by tabs; a cold start adds Init Duration, a timeout
 * or a crash Status.
 */
final class InvocationLines {
  private static final Pattern BEGIN_OR_END = Pattern.compile("^(START|END) RequestId: \\S+");
  private static final Pattern REPORT = Pattern.compile("^REPORT RequestId: (\\S+)\\t(.*)$");
  private static final Pattern FIELD = Pattern.compile("([A-Z][A-Za-z ]*): ([^\\t]+)");

  private InvocationLines() {}

  /** What to print for a line; nothing for one that says no more than that. */
  static Optional<String> folded(String line) {
    if (BEGIN_OR_END.matcher(line).find()) {
      return Optional.empty();
    }
    Matcher report = REPORT.matcher(line);
    return Optional.of(report.find() ? summary(report.group(1), report.group(2)) : line);
  }

  private static String summary(String requestId, String fields) {
    var took = "";
    var memory = "";
    var rest = new StringBuilder();
    Matcher field = FIELD.matcher(fields);
    while (field.find()) {
      String value = field.group(2).strip();
      switch (field.group(1)) {
        case "Duration" -> took = value;
        case "Max Memory Used" -> memory = value;
        case "Init Duration" -> rest.append(", cold start ").append(value);
        case "Status", "Error Type" -> rest.append(", ").append(value);
        default -> {
          // what was billed and reserved follows from the others
        }
      }
    }
    return "took %s, %s%s (%s)".formatted(took, memory, rest, requestId);
  }
}
