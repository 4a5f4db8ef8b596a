package dev.chatctl.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.chatctl.core.metrics.Metric;
import dev.chatctl.dashboard.MetricRows.MetricRow;
import dev.chatctl.dashboard.MetricRows.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what CloudWatch would refuse or silently show as an empty graph: a body against the schema,
 * overlaps, and metrics that nobody emits.
 */
public final class Checker {
  private static final String WHOLE = "(the whole dashboard)";
  private static final Pattern WIDGET = Pattern.compile("^/widgets/(\\d+)");

  private final Deployment sample = Deployment.ofDefinition("dev", "eu-central-1", "a1b2c3d4e5");
  private final Catalogue catalogue = new Catalogue();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonTrees.resource(Checker.class, "body.schema.json"));

  /** What is wrong with this dashboard alone. */
  public List<Finding> check(String file, String text) {
    JsonNode body;
    try {
      body = new Template(text).fill(sample);
    } catch (JsonProcessingException e) {
      return List.of(new Finding(file, WHOLE, "not JSON: " + message(e)));
    } catch (IllegalArgumentException e) {
      return List.of(new Finding(file, WHOLE, message(e)));
    }
    var problems = new ArrayList<Finding>();
    for (Error violation : schema.validate(body)) {
      problems.add(new Finding(file, widget(body, violation), violation.toString()));
    }
    problems.addAll(Layout.problems(file, body.path("widgets"), Checker::title));
    for (JsonNode widget : body.path("widgets")) {
      List<String> reasons =
          switch (widget.path("type").asText()) {
            case "metric" -> metricProblems(widget.at("/properties/metrics"));
            case "log" -> queryProblems(widget.at("/properties/query").asText());
            default -> List.of();
          };
      reasons.forEach(reason -> problems.add(new Finding(file, title(widget), reason)));
    }
    return problems;
  }

  /** The metrics this project emits that none of these dashboards shows; files by their name. */
  public List<Finding> unshown(Map<String, String> texts) {
    Set<String> shown = new HashSet<>();
    for (String text : texts.values()) {
      shown.addAll(shownBy(text));
    }
    return Arrays.stream(Metric.values())
        .map(Metric::cloudWatchName)
        .filter(name -> !shown.contains(name))
        .map(name -> new Finding("(all dashboards)", name, "is emitted but shown nowhere"))
        .toList();
  }

  private Collection<String> shownBy(String text) {
    var names = new ArrayList<String>();
    try {
      for (JsonNode widget : new Template(text).fill(sample).path("widgets")) {
        for (Row row : MetricRows.read(widget.at("/properties/metrics"))) {
          if (row instanceof MetricRow metric && metric.namespace().equals(Metric.NAMESPACE)) {
            names.add(metric.name());
          }
        }
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return names; // check says what is wrong with it
    }
    return names;
  }

  private List<String> metricProblems(JsonNode metrics) {
    List<Row> rows;
    try {
      rows = MetricRows.read(metrics);
    } catch (IllegalArgumentException e) {
      return List.of(message(e));
    }
    var problems = new ArrayList<>(Expressions.problems(rows));
    for (Row row : rows) {
      if (row instanceof MetricRow metric) {
        catalogue
            .problem(metric.namespace(), metric.name(), metric.dimensions().keySet())
            .ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static List<String> queryProblems(String query) {
    try {
      LogQuery.parse(query);
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(message(e));
    }
  }

  private static String widget(JsonNode body, Error violation) {
    Matcher place = WIDGET.matcher(violation.getInstanceLocation().toString());
    return place.find()
        ? title(body.path("widgets").path(Integer.parseInt(place.group(1))))
        : WHOLE;
  }

  private static String title(JsonNode widget) {
    String title = widget.at("/properties/title").asText();
    return title.isEmpty()
        ? "the %s widget at %s, %s"
            .formatted(widget.path("type").asText("?"), widget.path("x"), widget.path("y"))
        : title;
  }

  private static String message(Exception e) {
    return e instanceof JsonProcessingException json
        ? json.getOriginalMessage() + " at line " + json.getLocation().getLineNr()
        : String.valueOf(e.getMessage());
  }
}
