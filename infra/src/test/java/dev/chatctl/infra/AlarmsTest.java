package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
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
}
