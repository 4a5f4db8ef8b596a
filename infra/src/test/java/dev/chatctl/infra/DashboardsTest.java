package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.dashboard.Dashboards;
import dev.chatctl.dashboard.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@Needs({Need.TERRAFORM, Need.AWS_PROVIDER})
class DashboardsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Else the preview would show, and the checker check, what is never deployed. */
  @Test
  void terraformFillsDashboardsInAsTheCheckerDoes() throws JsonProcessingException {
    Map<String, String> deployed =
        MockedRuns.resourcesOf("the_definition_as_it_is", "aws_cloudwatch_dashboard")
            .collect(
                Collectors.toMap(
                    resource -> resource.path("index").asText(),
                    resource -> resource.at("/values/dashboard_body").asText()));
    assertThat(deployed.keySet()).containsExactlyInAnyOrderElementsOf(Dashboards.names());
    Deployment ours =
        Deployment.ofDefinition("dev", "eu-central-1", "a1b2c3d4e5")
            .withAlarms(alarms(JSON.readTree(deployed.get("overview"))));
    for (String name : Dashboards.names()) {
      assertThat(JSON.readTree(deployed.get(name))).as(name).isEqualTo(Dashboards.body(name, ours));
    }
  }

  private static List<String> alarms(JsonNode body) {
    var alarms = new ArrayList<String>();
    for (JsonNode widget : body.path("widgets")) {
      widget.at("/properties/alarms").forEach(alarm -> alarms.add(alarm.asText()));
    }
    return alarms;
  }
}
