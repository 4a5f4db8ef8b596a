package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.event.Closing;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.Rate;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What no capture shows can be set to what one day will be seen. */
class UnprovenWireTest {
  private static final Unproven OTHER =
      Unproven.DEFAULT
          .withLifetime(new Closing(1000, "two hours"))
          .withTooBig("too much")
          .withNotUtf8(new Closing(1003, "text please"))
          .withThrottled("slower")
          .withStatuses(426, 403, 494);

  @Test
  void theStatusesOfHandshakesThatAreRefused() throws Exception {
    assertThat(status(RawSocket.handshake("/local").replace(": 13", ": 12"))).isEqualTo("426");
    assertThat(status("NO HTTP\r\n\r\n")).isEqualTo("426");
    assertThat(status(RawSocket.handshake("/local?" + "x".repeat(4_200)))).isEqualTo("403");
    assertThat(status(RawSocket.handshake("/local?" + "x".repeat(9_000)))).isEqualTo("403");
    assertThat(status(RawSocket.handshake("/local", "X: " + "x".repeat(12_000)))).isEqualTo("494");
  }

  @Test
  void howSocketsEnd() throws Exception {
    try (Gateway gateway = start(Timing.AWS);
        RawSocket notText = RawSocket.open(gateway);
        RawSocket tooBig = RawSocket.open(gateway)) {
      assertThat(notText.frame(true, 1, new byte[] {(byte) 0xff}).frame())
          .isEqualTo("8:1003 text please");
      assertThat(tooBig.frame(true, 1, new byte[33_000]).frame()).isEqualTo("8:1009 too much");
    }
    try (Gateway gateway = start(Timing.AWS.withLifetime(Duration.ofMillis(50)));
        RawSocket old = RawSocket.open(gateway)) {
      assertThat(old.frame()).isEqualTo("8:1000 two hours");
    }
  }

  @Test
  void theFrameOfAThrottledMessage() throws Exception {
    try (Gateway gateway = start(Timing.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 1, new byte[] {'x'}).frame(true, 1, new byte[] {'x'});
      assertThat(raw.frame()).startsWith("1:{\"message\": \"slower\", ");
    }
  }

  @Test
  void pingsKeepAnIdleSocketOnlyWhenSetTo() throws Exception {
    Timing idle = Timing.AWS.withIdle(Duration.ofMillis(300));
    try (Gateway gateway = start(idle);
        RawSocket raw = RawSocket.open(gateway)) {
      assertThat(pongs(raw)).isLessThan(20);
    }
    try (Gateway gateway = start(idle.withPingsKeepAlive(true));
        RawSocket raw = RawSocket.open(gateway)) {
      assertThat(pongs(raw)).isEqualTo(20);
    }
  }

  @Test
  void aStatusThatRefusesNothingIsNone() {
    assertThatThrownBy(() -> Unproven.DEFAULT.withStatuses(200, 414, 431))
        .hasMessage("badHandshake: 200 (expected: 400..599)");
  }

  /** Pongs that come back to 20 pings, one every 50 ms, until the socket closes. */
  private static int pongs(RawSocket raw) throws Exception {
    for (int i = 0; i < 20; i++) {
      if (!raw.frame(true, 9, new byte[0]).frame().equals("10:")) {
        return i;
      }
      Thread.sleep(50);
    }
    return 20;
  }

  private static String status(String request) throws Exception {
    try (Gateway gateway = start(Timing.AWS);
        RawSocket raw = new RawSocket(gateway).send(request)) {
      return raw.head().split(" ", -1)[1];
    }
  }

  private static Gateway start(Timing timing) throws GatewayStartException {
    return Gateway.start(
        WebSocketApi.builder().route("$default", Functions.ok()).build(),
        GatewaySettings.defaults()
            .withUnproven(OTHER)
            .withTiming(timing)
            .withLimits(Limits.NONE.withRequests(new Rate(0.001, 2))));
  }
}
