package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several stages of one API, each with a deployment of its own. */
class StagesWireTest {
  private final Recorder connect = new Recorder();
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = Gateway.start(stage("test", "from test"), GatewaySettings.defaults());
    gateway.deploy(stage("prod", "from prod"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void eachStageServesItsOwnDeploymentWithItsVariables() throws Exception {
    try (Client test = Client.connect(gateway.webSocketUrl("test"));
        Client prod = Client.connect(gateway.webSocketUrl("prod"))) {
      assertThat(test.send("{\"action\":\"who\"}").next()).isEqualTo("from test");
      assertThat(prod.send("{\"action\":\"who\"}").next()).isEqualTo("from prod");
    }
    for (String stage : new String[] {"test", "prod"}) {
      JsonNode event = Functions.json(connect.next());
      assertThat(event.get("requestContext").get("stage").asText()).isEqualTo(stage);
      assertThat(event.get("stageVariables").get("name").asText()).isEqualTo(stage);
    }
  }

  @Test
  void aConnectionIsManagedThroughAnyStageOfItsApiAndNoOther() throws Exception {
    try (Client client = Client.connect(gateway.webSocketUrl("prod"))) {
      String id = Functions.json(connect.next()).get("requestContext").get("connectionId").asText();
      assertThat(Calls.post(gateway, id, "through test").statusCode()).isEqualTo(200);
      assertThat(client.next()).isEqualTo("through test");
      String prod = Calls.path(gateway, id).replace("/test/", "/prod/");
      assertThat(Calls.send("POST", prod, new byte[] {'x'}).statusCode()).isEqualTo(200);
      String unknown = Calls.path(gateway, id).replace("/test/", "/other/");
      assertThat(Calls.send("POST", unknown, new byte[] {'x'}).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aNewDeploymentOfOneStageLeavesTheOtherAlone() throws Exception {
    try (Client test = Client.connect(gateway.webSocketUrl("test"));
        Client prod = Client.connect(gateway.webSocketUrl("prod"))) {
      gateway.deploy(stage("prod", "newer"));
      assertThat(test.send("{\"action\":\"who\"}").next()).isEqualTo("from test");
      assertThat(prod.send("{\"action\":\"who\"}").next()).isEqualTo("newer");
    }
  }

  @Test
  void aStageOfAnotherApiIsRefused() {
    WebSocketApi other = WebSocketApi.builder().apiId("other00000").build();
    assertThatThrownBy(() -> gateway.deploy(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("api id: other00000 (expected: local00000, of which it is to be a stage)");
  }

  private WebSocketApi stage(String name, String answer) {
    return WebSocketApi.builder()
        .stage(name)
        .stageVariable("name", name)
        .route("$connect", connect)
        .route(
            "who",
            Functions.returning("{\"statusCode\":200,\"body\":\"" + answer + "\"}"),
            RouteResponse.ENABLED)
        .build();
  }
}
