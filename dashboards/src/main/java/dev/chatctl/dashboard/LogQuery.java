package dev.chatctl.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The query of a log widget, in the part of CloudWatch Logs Insights' language that dashboards here
 * use, so that it can be answered where there is no Logs Insights: {@code SOURCE 'group' | ... |
 * filter FIELD OPERATOR VALUE and|or ... | fields ... | sort FIELD [asc|desc] | limit N}.
 *
 * @param groups the log groups
 * @param filterPattern the same condition as a CloudWatch Logs filter pattern; empty if all lines
 *     count
 * @param fields the columns; {@code @timestamp}, {@code @log} (the group), {@code @message}, and
 *     members of lines that are JSON
 */
public record LogQuery(
    List<String> groups,
    String filterPattern,
    List<String> fields,
    String sortField,
    boolean descending,
    int limit) {
  private static final int MOST = 10_000;
  private static final String NAME = "@?[A-Za-z_][A-Za-z0-9_.]*";
  private static final Pattern CONDITION =
      Pattern.compile("(%s) *(=|!=|<=|>=|<|>) *(\"[^\"]*\"|-?[0-9.]+)".formatted(NAME));
  private static final Pattern JOINED =
      Pattern.compile("%1$s( +(and|or) +%1$s)*".formatted(CONDITION.pattern()));
  private static final Pattern SOURCE = Pattern.compile("'([^']+)'");

  /** A line of a log. */
  public record Line(String group, long timestamp, String message) {}

  public LogQuery {
    groups = List.copyOf(groups);
    fields = List.copyOf(fields);
  }

  /**
   * Reads a widget's query.
   *
   * @throws IllegalArgumentException naming the part that is not understood
   */
  public static LogQuery parse(String text) {
    var query = new LogQuery(List.of(), "", List.of("@message"), "@timestamp", true, MOST);
    for (String command : text.split("\\|", -1)) {
      query = query.with(command.strip());
    }
    if (query.groups.isEmpty()) {
      throw new IllegalArgumentException("query: " + text + " (expected: SOURCE 'group' first)");
    }
    return query;
  }

  /** The table that Logs Insights would show for these lines, which match the filter pattern. */
  public List<List<String>> rows(Stream<Line> lines) {
    Comparator<Line> order = Comparator.comparing(line -> sortKey(line), LogQuery::compare);
    return lines
        .sorted(descending ? order.reversed() : order)
        .limit(limit)
        .map(line -> fields.stream().map(field -> value(line, field)).toList())
        .toList();
  }

  private LogQuery with(String command) {
    String[] words = command.split("\\s+", 2);
    String rest = words.length == 2 ? words[1] : "";
    return switch (words[0]) {
      case "SOURCE" -> {
        var source = SOURCE.matcher(rest);
        require(source.matches(), command, "SOURCE 'group'");
        var all = new ArrayList<>(groups);
        all.add(source.group(1));
        yield new LogQuery(all, filterPattern, fields, sortField, descending, limit);
      }
      case "filter" -> {
        require(JOINED.matcher(rest).matches(), command, "FIELD OPERATOR VALUE and|or ...");
        yield new LogQuery(groups, pattern(rest), fields, sortField, descending, limit);
      }
      case "fields", "display" -> {
        List<String> names = List.of(rest.split(" *, *", -1));
        names.forEach(name -> require(name.matches(NAME), command, "fields NAME, NAME"));
        yield new LogQuery(groups, filterPattern, names, sortField, descending, limit);
      }
      case "sort" -> {
        require(rest.matches(NAME + "( asc| desc)?"), command, "sort NAME asc|desc");
        boolean down = rest.endsWith(" desc");
        yield new LogQuery(groups, filterPattern, fields, rest.split(" ", 2)[0], down, limit);
      }
      case "limit" -> {
        require(rest.matches("[1-9][0-9]{0,3}|10000"), command, "limit 1 to " + MOST);
        int most = Integer.parseInt(rest);
        yield new LogQuery(groups, filterPattern, fields, sortField, descending, most);
      }
      default -> {
        require(false, command, "SOURCE, filter, fields, sort or limit");
        yield this;
      }
    };
  }

  private static void require(boolean isTrue, String command, String expected) {
    if (!isTrue) {
      throw new IllegalArgumentException("query: " + command + " (expected: " + expected + ")");
    }
  }

  // The two languages differ in how they write a member and the words between conditions.
  private static String pattern(String conditions) {
    String joined =
        CONDITION
            .matcher(conditions)
            .replaceAll("(\\$.$1 $2 $3)")
            .replaceAll("\\) +and +\\(", ") && (");
    return "{ " + joined.replaceAll("\\) +or +\\(", ") || (") + " }";
  }

  private Object sortKey(Line line) {
    if (sortField.equals("@timestamp")) {
      return (double) line.timestamp();
    }
    JsonNode member = member(line, sortField);
    return member != null && member.isNumber() ? member.asDouble() : value(line, sortField);
  }

  // Numbers come after texts, as there.
  private static int compare(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return Double.compare(x, y);
    }
    return a instanceof Double
        ? 1
        : b instanceof Double ? -1 : a.toString().compareTo(b.toString());
  }

  private static String value(Line line, String field) {
    return switch (field) {
      case "@timestamp" -> Instant.ofEpochMilli(line.timestamp()).toString();
      case "@log" -> line.group();
      case "@message" -> line.message();
      default -> {
        JsonNode member = member(line, field);
        yield member == null ? "" : member.isValueNode() ? member.asText() : member.toString();
      }
    };
  }

  private static @Nullable JsonNode member(Line line, String field) {
    try {
      JsonNode member = JsonTrees.parse(line.message()).at("/" + field.replace('.', '/'));
      return member.isMissingNode() ? null : member;
    } catch (JsonProcessingException e) {
      return null; // a line of plain text has no members
    }
  }
}
