package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.ThrottleSettings;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What no capture shows can be set to what one day will be seen. */
class UnprovenWireTest {
  /** Masked, with a mask of zeros. */
  private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};

  private static final Unproven OTHER =
      Unproven.DEFAULT
          .withLifetime(new CloseReason(1000, "two hours"))
          .withTooBig("too much")
          .withNotUtf8(new CloseReason(1003, "text please"))
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
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket notText = RawSocket.open(gateway);
        RawSocket tooBig = RawSocket.open(gateway)) {
      assertThat(notText.frame(true, 1, new byte[] {(byte) 0xff}).frame())
          .isEqualTo("8:1003 text please");
      assertThat(tooBig.frame(true, 1, new byte[33_000]).frame()).isEqualTo("8:1009 too much");
    }
    try (Gateway gateway = start(Timeouts.AWS.withLifetime(Duration.ofMillis(50)));
        RawSocket old = RawSocket.open(gateway)) {
      assertThat(old.frame()).isEqualTo("8:1000 two hours");
    }
  }

  @Test
  void theFrameOfAThrottledMessage() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 1, new byte[] {'x'}).frame(true, 1, new byte[] {'x'});
      assertThat(raw.frame()).startsWith("1:{\"message\": \"slower\", ");
    }
  }

  @Test
  void pingsKeepAnIdleSocketOnlyWhenSetTo() throws Exception {
    assertThat(afterAPing(false)).isEqualTo("8:1001 Going away");
    assertThat(afterAPing(true)).isEqualTo("10:");
  }

  /** What comes of another ping, once a socket that was silent for as long has been closed. */
  private static String afterAPing(boolean pingsKeepAlive) throws Exception {
    HandClock clock = new HandClock();
    Timeouts timeouts =
        Timeouts.AWS.withIdle(Duration.ofMillis(100)).withPingsKeepAlive(pingsKeepAlive);
    try (Gateway gateway = start(timeouts, clock);
        RawSocket silent = RawSocket.open(gateway);
        RawSocket pinging = RawSocket.open(gateway)) {
      clock.move(Duration.ofMillis(60));
      assertThat(pinging.frame(true, 9, new byte[0]).frame()).isEqualTo("10:");
      clock.move(Duration.ofMillis(60));
      assertThat(silent.frame()).isEqualTo("8:1001 Going away");
      await().until(() -> gateway.connections() == (pingsKeepAlive ? 1 : 0));
      return pinging.sendIfOpen(PING).frame();
    }
  }

  @Test
  void aStatusThatRefusesNothingIsNone() {
    assertThatThrownBy(() -> Unproven.DEFAULT.withStatuses(200, 414, 431))
        .hasMessage("badHandshake: 200 (expected: 400..599)");
  }

  private static String status(String request) throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = new RawSocket(gateway).send(request)) {
      return raw.head().split(" ", -1)[1];
    }
  }

  private static Gateway start(Timeouts timeouts) throws GatewayStartException {
    return start(timeouts, Clock.systemUTC());
  }

  private static Gateway start(Timeouts timeouts, Clock clock) throws GatewayStartException {
    return Gateway.start(
        WebSocketApi.builder().route("$default", Functions.ok()).build(),
        GatewaySettings.defaults()
            .withUnproven(OTHER)
            .withTimeouts(timeouts)
            .withClock(clock)
            .withLimits(Limits.NONE.withRequests(new ThrottleSettings(0.001, 2))));
  }
}
