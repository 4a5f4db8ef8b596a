package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.limit.Sizes;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Settings that only a running gateway can show. */
class SettingsWireTest {
  @Test
  void theHostIsTheOneAskedFor() throws Exception {
    WebSocketApi api =
        WebSocketApi.builder().route("a", Functions.echo(), RouteResponse.ENABLED).build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults().withHost("localhost"));
        Client client = Client.connect(gateway.webSocketUrl())) {
      assertThat(gateway.webSocketUrl()).hasHost("localhost");
      assertThat(gateway.managementEndpoint()).hasHost("localhost");
      assertThat(client.send("{\"action\":\"a\"}").next()).isEqualTo("{\"action\":\"a\"}");
    }
  }

  @Test
  void connectionIdsMayHaveSixteenCharacters() throws Exception {
    Recorder connect = new Recorder();
    WebSocketApi api = WebSocketApi.builder().route("$connect", connect).build();
    GatewaySettings settings = GatewaySettings.defaults().withIdForm(IdForm.SHORT);
    try (Gateway gateway = Gateway.start(api, settings);
        RawSocket raw = RawSocket.open(gateway)) {
      String id = Functions.json(connect.next()).get("requestContext").get("connectionId").asText();
      assertThat(id).matches("[\\w-]{15}=");
      assertThat(Calls.post(gateway, id, "x").statusCode()).isEqualTo(200);
      assertThat(raw.frame()).isEqualTo("1:x");
    }
  }

  @Test
  void messagesWithUnquotedNamesAreRoutedWhenLenient() throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .lenientJson(true)
            .route("a", Functions.echo(), RouteResponse.ENABLED)
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        Client client = Client.connect(gateway.webSocketUrl())) {
      assertThat(client.send("{action:\"a\"}").next()).isEqualTo("{action:\"a\"}");
    }
  }

  @Test
  void aClientThatReadsLateGetsEveryAnswerThroughASmallBuffer() throws Exception {
    int messages = 500;
    byte[] large = "x".repeat(30_000).getBytes(US_ASCII);
    WebSocketApi api =
        WebSocketApi.builder().route("$default", Functions.echo(), RouteResponse.ENABLED).build();
    GatewaySettings settings =
        GatewaySettings.defaults().withSizes(Sizes.AWS.withClientBuffer(64 * 1024));
    try (Gateway gateway = Gateway.start(api, settings);
        RawSocket raw = RawSocket.open(gateway)) {
      Thread sender = Thread.ofVirtual().start(() -> flood(raw, messages, large));
      for (int i = 0; i < messages; i++) {
        assertThat(raw.message()).hasSize(large.length);
      }
      sender.join();
    }
  }

  private static void flood(RawSocket raw, int messages, byte[] payload) {
    try {
      for (int i = 0; i < messages; i++) {
        raw.frame(true, 1, payload);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
