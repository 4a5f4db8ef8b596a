package dev.chatctl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerTest {
  private static final String METRIC =
      """
      {"type": "metric", "x": 0, "y": 0, "width": 12, "height": 6,
       "properties": {"title": "Speed", "region": "eu-central-1", "period": 60, "metrics": [
         %s
       ]}}\
      """;

  private final Checker checker = new Checker();

  @Test
  void nothingIsWrongWithOurDashboards() {
    var texts = new LinkedHashMap<String, String>();
    for (String name : Dashboards.names()) {
      texts.put(name + ".json", Dashboards.text(name));
      assertThat(checker.check(name + ".json", Dashboards.text(name))).isEmpty();
    }
    assertThat(checker.unshown(texts)).isEmpty();
  }

  @Test
  void aMetricThatIsOnNoDashboardIsNamed() {
    assertThat(checker.unshown(Map.of("a.json", "{\"widgets\": []}")))
        .anyMatch(problem -> problem.toString().endsWith("Gone: is emitted but shown nowhere"));
  }

  @Test
  void invalidJsonIsToldWithItsLine() {
    assertThat(checker.check("a.json", "{\n  \"widgets\": [\n}"))
        .singleElement()
        .asString()
        .startsWith("a.json: (the whole dashboard): not JSON: ")
        .endsWith("at line 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"chatctl\",\"Fanout\",\"service\",\"a\",\"stage\",\"b\"]|metric: chatctl/Fanout"
            + " (expected: one of",
        "[\"chatctl\",\"Gone\",\"room\",\"a\"]|dimensions of Gone: [room] (expected: one of",
        "[\"AWS/EC2\",\"CPUUtilization\"]|namespace: AWS/EC2 (expected: one of",
        "[\".\",\"Throttles\",\".\",\".\"]|(expected: the row in full, not \".\"",
        "[\"...\",\"g\"]|(expected: the row in full, not \"...\"",
        "[\"AWS/Lambda\"]|(expected: namespace, metric and pairs",
        "[{\"expression\":\"m1 * 2\"}]|m1 in m1 * 2 (expected: the id of another row)",
        "[{\"expression\":\"m1\",\"id\":\"m1\"}]|m1 in m1 (expected: the id of another row)",
        "[{\"expression\":\"FORECAST(2)\"}]|FORECAST in FORECAST(2) (expected: one of",
        "[{\"expression\":\"SUM(METRICS(\\\"x_\\\"))\"}]|no row's id holds it",
        "[{\"expression\":\"1\",\"id\":\"One\"}]|id: One (expected: letters",
        "[\"${nowhere}\"]|${nowhere}: nothing fills it",
        "[\"{{room}}\"]|{{room}}: nothing fills it",
        "7|integer found",
      })
  void aBadRowIsToldWithItsWidget(String row, String reason) {
    assertThat(checker.check("a.json", "{\"widgets\": [" + METRIC.formatted(row) + "]}"))
        .isNotEmpty()
        .anyMatch(problem -> problem.toString().contains(reason))
        .allMatch(
            problem ->
                problem.toString().startsWith("a.json: Speed: ") || reason.contains("nothing"));
  }

  @Test
  void widgetsThatOverlapOrStickOutAreTold() {
    String text =
        """
        {"widgets": [
          {"type": "text", "x": 0, "y": 0, "width": 12, "height": 2, "properties": {"markdown": "a"}},
          {"type": "text", "x": 11, "y": 1, "width": 14, "height": 2, "properties": {"markdown": "b"}}
        ]}\
        """;
    assertThat(checker.check("a.json", text))
        .extracting(Finding::toString)
        .containsExactly(
            "a.json: the text widget at 11, 1: x + width: 25 (expected: <= 24)",
            "a.json: the text widget at 11, 1: overlaps \"the text widget at 0, 0\""
                + " (at 11+14, 1+2, the other at 0+12, 0+2)");
  }

  @Test
  void aMetricWidgetNeedsARegionAndAPeriod() {
    String text =
        """
        {"widgets": [{"type": "metric", "x": 0, "y": 0, "width": 12, "height": 2, "properties":
          {"title": "Speed", "metrics": [["AWS/SQS", "NumberOfMessagesSent", "QueueName", "q"]]}}]}\
        """;
    assertThat(checker.check("a.json", text))
        .extracting(Finding::toString)
        .anyMatch(line -> line.startsWith("a.json: Speed: ") && line.contains("'region'"))
        .anyMatch(line -> line.startsWith("a.json: Speed: ") && line.contains("'period'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stat\":\"p999\"}",
        "{\"stat\":\"Mean\"}",
        "{\"color\":\"red\"}",
        "{\"period\":7}",
        "{\"lable\":\"a\"}",
        "{\"visible\":\"no\"}",
      })
  void aRowsOptionsAreChecked(String options) {
    String row = "[\"AWS/Lambda\",\"Errors\",\"FunctionName\",\"f\"," + options + "]";
    assertThat(checker.check("a.json", "{\"widgets\": [" + METRIC.formatted(row) + "]}"))
        .isNotEmpty()
        .allMatch(problem -> problem.toString().startsWith("a.json: Speed: "));
  }
}
