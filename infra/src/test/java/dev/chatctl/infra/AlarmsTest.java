package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Needs({Need.TERRAFORM, Need.AWS_PROVIDER})
class AlarmsTest {
  private static final String RUN = "everything_that_a_definition_can_hold";

  /** A rate of errors, minute by minute, would not see a function that runs now and then. */
  @Test
  void oneErrorOfAFunctionThatAQueueOrAScheduleInvokesIsUnhealthy() {
    assertThat(MockedRuns.resourcesOf(RUN, "aws_cloudwatch_metric_alarm"))
        .filteredOn(alarm -> alarm.at("/values/metric_name").asText().equals("Errors"))
        .extracting(
            alarm -> alarm.at("/values/dimensions/FunctionName").asText(),
            alarm -> alarm.at("/values/threshold").asInt(),
            alarm -> alarm.at("/values/period").asInt(),
            alarm -> alarm.at("/values/datapoints_to_alarm").asInt())
        .containsExactlyInAnyOrder(
            tuple("everything-Prod-reaper", 1, 900, 1), tuple("everything-Prod-worker", 1, 900, 1));
    assertThat(MockedRuns.resourcesOf(RUN, "aws_cloudwatch_composite_alarm"))
        .extracting(alarm -> alarm.at("/values/alarm_rule").asText())
        .singleElement()
        .asString()
        .contains("everything-Prod-errors-reaper", "everything-Prod-errors-worker");
  }

  /**
   * A minute of 1,000 handshakes a second with bad tokens, as AWS counts them: half of them are
   * beyond the quota of connections, the others are denied; none reaches the function.
   */
  @Test
  void aFloodOfRefusedHandshakesSetsOffTheAlarmMeantForItAndNoOther() {
    Map<String, Double> flood =
        Map.of(
            "ClientError", 60_000.0,
            "ClientError $connect", 60_000.0,
            "HandshakesRefused", 30_000.0,
            "Invocations everything-Prod-authorizer", 30_000.0,
            "MessageCount", 60_000.0);
    assertThat(setOff(flood)).containsExactly("everything-Prod-handshakes-refused");
    assertThat(setOff(Map.of("ConnectCount", 60_000.0, "SocketsRefused", 59_000.0)))
        .containsExactly("everything-Prod-handshakes-refused");
    assertThat(unhealthy()).doesNotContain("handshakes-refused", "client-errors", "connect-rate");
  }

  @Test
  void whatIsNoRefusedHandshakeStillSetsOffItsAlarm() {
    assertThat(setOff(Map.of("ClientError", 60.0, "ClientError $connect", 5.0)))
        .containsExactly("everything-Prod-client-errors");
    assertThat(setOff(Map.of("ConnectCount", 24_000.0)))
        .containsExactly("everything-Prod-connect-rate");
    assertThat(
            setOff(
                Map.of(
                    "Invocations everything-Prod-authorizer", 100.0,
                    "Errors everything-Prod-authorizer", 30.0)))
        .containsExactly("everything-Prod-errors-authorizer");
  }

  /** The alarms that a minute of these sums is over, by metric and what tells it from its likes. */
  private static List<String> setOff(Map<String, Double> sums) {
    return MockedRuns.resourcesOf(RUN, "aws_cloudwatch_metric_alarm")
        .map(alarm -> alarm.path("values"))
        .filter(alarm -> value(alarm, sums) >= alarm.path("threshold").asDouble())
        .map(alarm -> alarm.path("alarm_name").asText())
        .toList();
  }

  private static double value(JsonNode alarm, Map<String, Double> sums) {
    if (!alarm.path("metric_name").asText("").isEmpty()) {
      return sum(alarm.path("metric_name"), alarm.path("dimensions"), sums);
    }
    var values = new HashMap<String, Double>();
    String expression = "";
    for (JsonNode query : alarm.path("metric_query")) {
      JsonNode metric = query.path("metric").path(0);
      if (metric.isMissingNode()) {
        expression = query.path("expression").asText();
      } else {
        values.put(
            query.path("id").asText(),
            sum(metric.path("metric_name"), metric.path("dimensions"), sums));
      }
    }
    double all = values.get("all");
    double some = values.get("some");
    return switch (expression) {
      case "FILL(all, 0) + FILL(some, 0)" -> all + some;
      case "FILL(all, 0) - FILL(some, 0)" -> all - some;
      case "IF(all >= 20, 100 * some / all, 0)" -> all >= 20 ? 100 * some / all : 0;
      default -> throw new AssertionError("not an expression that this test knows: " + expression);
    };
  }

  private static double sum(JsonNode name, JsonNode dimensions, Map<String, Double> sums) {
    String which =
        Stream.of("Route", "FunctionName", "TableName", "QueueName")
            .filter(dimensions::has)
            .map(dimension -> " " + dimensions.path(dimension).asText())
            .findFirst()
            .orElse("");
    return sums.getOrDefault(name.asText() + which, 0.0);
  }

  private static String unhealthy() {
    return MockedRuns.resourcesOf(RUN, "aws_cloudwatch_composite_alarm")
        .map(alarm -> alarm.at("/values/alarm_rule").asText())
        .findFirst()
        .orElseThrow();
  }
}
