package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnprovenTest {
  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1006, 1011, 3000, 4999})
  void aSocketEndsWithACodeThatAFrameMayCarryOrWithoutAny(int code) {
    CloseReason closing = new CloseReason(code, "");
    assertThat(Unproven.DEFAULT.withLifetime(closing).lifetime()).isEqualTo(closing);
  }

  @ParameterizedTest
  @ValueSource(ints = {1004, 1005, 1015, 2999})
  void anyOtherCodeIsRefused(int code) {
    assertThatThrownBy(() -> Unproven.DEFAULT.withNotUtf8(new CloseReason(code, "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("notUtf8: " + code + " (expected: 1006, or a code");
  }

  @Test
  void aReasonFitsIntoACloseFrame() {
    assertThat(Unproven.DEFAULT.withTooBig("é".repeat(61) + "x").tooBig()).hasSize(62);
    assertThatThrownBy(() -> Unproven.DEFAULT.withTooBig("é".repeat(62)))
        .hasMessage("tooBig: a reason of 124 bytes (expected: <= 123)");
  }

  @Test
  void aLifetimeMayEndWithoutACloseFrame() throws Exception {
    Recorder disconnect = new Recorder();
    WebSocketApi api = WebSocketApi.builder().route("$disconnect", disconnect).build();
    GatewaySettings settings =
        GatewaySettings.defaults()
            .withTimeouts(Timeouts.AWS.withLifetime(Duration.ofMillis(50)))
            .withUnproven(Unproven.DEFAULT.withLifetime(new CloseReason(1006, "")));
    try (Gateway gateway = Gateway.start(api, settings)) {
      for (int i = 0; i < 2; i++) {
        try (RawSocket raw = RawSocket.open(gateway)) {
          assertThat(raw.isEnded()).isTrue();
        }
        JsonNode gone = Functions.json(disconnect.next()).get("requestContext");
        assertThat(gone.get("disconnectStatusCode").asInt()).isEqualTo(1006);
      }
    }
  }
}
