package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.route.WebSocketApi;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How sockets end: what the client sees and what {@code $disconnect} is told. */
class DisconnectWireTest {
  private static final Duration SIXTY = Duration.ofMillis(60);
  private static final Duration HUNDRED = Duration.ofMillis(100);

  private final Recorder disconnect = new Recorder();
  private final HandClock clock = new HandClock();

  @Test
  void aClientsCodeAndReasonAreEchoedAndReported() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 8, close(4001, "bye"));
      assertThat(raw.frame()).isEqualTo("8:4001 bye");
      assertThat(raw.isEnded()).isTrue();
      assertEvent(4001, "bye");
      assertThat(gateway.connections()).isZero();
    }
  }

  @Test
  void aClosedBrowserTabIs1001WithoutReason() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 8, close(1001, ""));
      assertThat(raw.frame()).isEqualTo("8:1001 ");
      assertEvent(1001, "");
    }
  }

  @Test
  void aCloseCodeThatIsNoneIs1002() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 8, close(1005, ""));
      assertThat(raw.frame()).startsWith("8:1002 ");
    }
  }

  @Test
  void postsKeepASilentClientFromBeingIdle() throws Exception {
    Recorder connect = new Recorder();
    WebSocketApi api =
        WebSocketApi.builder().route("$connect", connect).route("$disconnect", disconnect).build();
    try (Gateway gateway = Gateway.start(api, moved(Timeouts.AWS.withIdle(HUNDRED)));
        RawSocket silent = RawSocket.open(gateway)) {
      connect.next();
      try (RawSocket told = RawSocket.open(gateway)) {
        String id =
            Functions.json(connect.next()).get("requestContext").get("connectionId").asText();
        clock.move(SIXTY);
        assertThat(Calls.post(gateway, id, "x").statusCode()).isEqualTo(200);
        assertThat(told.frame()).isEqualTo("1:x");
        clock.move(SIXTY);
        assertThat(silent.frame()).isEqualTo("8:1001 Going away");
        assertThat(Calls.post(gateway, id, "y").statusCode()).isEqualTo(200);
        assertThat(told.frame()).isEqualTo("1:y");
        clock.move(HUNDRED);
        assertThat(told.frame()).isEqualTo("8:1001 Going away");
      }
    }
  }

  @Test
  void aCloseWithoutCodeIs1005() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 8, new byte[0]);
      assertThat(raw.frame()).isEqualTo("8:");
      assertEvent(1005, "Client-side close frame status not set");
    }
  }

  @Test
  void aDroppedSocketIs1006() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.reset();
      assertEvent(1006, "");
    }
  }

  @Test
  void aHalfClosedSocketIs1006AndEnded() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.shutdownOutput();
      assertEvent(1006, "");
      assertThat(raw.isEnded()).isTrue();
    }
  }

  @Test
  void aBinaryFrameIs1003() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 2, new byte[] {1});
      assertThat(raw.frame()).isEqualTo("8:1003 Binary is not supported");
      answerClose(raw, 1003);
      assertEvent(1003, "Binary is not supported");
    }
  }

  @Test
  void aFrameOver32KilobytesIs1009() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 1, new byte[32 * 1024 + 1]);
      assertThat(raw.frame()).isEqualTo("8:1009 Message too big");
      answerClose(raw, 1009);
      assertEvent(1009, "Message too big");
    }
  }

  @Test
  void aMessageOf128KilobytesPassesAndOneMoreByteIs1009() throws Exception {
    Recorder fallback = new Recorder();
    WebSocketApi api =
        WebSocketApi.builder().route("$default", fallback).route("$disconnect", disconnect).build();
    byte[] frame = "x".repeat(32 * 1024).getBytes(UTF_8);
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(false, 1, frame)
          .frame(false, 0, frame)
          .frame(false, 0, frame)
          .frame(true, 0, frame);
      assertThat(Functions.json(fallback.next()).get("body").asText()).hasSize(128 * 1024);
      raw.frame(false, 1, frame).frame(false, 0, frame).frame(false, 0, frame);
      raw.frame(false, 0, frame).frame(true, 0, new byte[] {'x'});
      assertThat(raw.frame()).isEqualTo("8:1009 Message too big");
      answerClose(raw, 1009);
      assertEvent(1009, "Message too big");
    }
  }

  @Test
  void invalidUtf8Is1007() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 1, new byte[] {(byte) 0xff});
      assertThat(raw.frame()).startsWith("8:1007 ");
    }
  }

  @Test
  void anUnmaskedFrameIs1002() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS);
        RawSocket raw = RawSocket.open(gateway)) {
      raw.send(new byte[] {(byte) 0x81, 1, 'x'});
      assertThat(raw.frame()).startsWith("8:1002 ");
    }
  }

  @Test
  void anIdleSocketIs1001GoingAway() throws Exception {
    try (Gateway gateway = start(Timeouts.AWS.withIdle(Duration.ofMillis(100)));
        RawSocket raw = RawSocket.open(gateway)) {
      assertThat(raw.frame()).isEqualTo("8:1001 Going away");
      answerClose(raw, 1001);
      assertEvent(1001, "Going away");
    }
  }

  @Test
  void anOldSocketIs1001GoingAwayHoweverBusy() throws Exception {
    WebSocketApi api = WebSocketApi.builder().build();
    Timeouts timeouts = Timeouts.AWS.withIdle(HUNDRED).withLifetime(HUNDRED);
    try (Gateway gateway = Gateway.start(api, moved(timeouts));
        RawSocket raw = RawSocket.open(gateway)) {
      clock.move(SIXTY);
      assertThat(raw.frame(true, 1, new byte[] {'x'}).frame()).contains("Forbidden");
      clock.move(SIXTY);
      assertThat(raw.frame()).isEqualTo("8:1001 Going away");
    }
  }

  @Test
  void deleteIs1000AndFiresDisconnect() throws Exception {
    Recorder connect = new Recorder();
    WebSocketApi api =
        WebSocketApi.builder().route("$connect", connect).route("$disconnect", disconnect).build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        RawSocket raw = RawSocket.open(gateway)) {
      String id = Functions.json(connect.next()).get("requestContext").get("connectionId").asText();
      assertThat(Calls.delete(gateway, id).statusCode()).isEqualTo(204);
      assertThat(Calls.delete(gateway, id).statusCode()).isEqualTo(410);
      assertThat(raw.frame()).isEqualTo("8:1000 Connection Closed Normally");
      answerClose(raw, 1000);
      assertEvent(1000, "Connection Closed Normally");
    }
  }

  @Test
  void aClientThatNeverAnswersACloseIsCutOff() throws Exception {
    Timeouts timeouts =
        Timeouts.AWS.withIdle(Duration.ofMillis(100)).withCloseHandshake(Duration.ofMillis(100));
    try (Gateway gateway = start(timeouts);
        RawSocket raw = RawSocket.open(gateway)) {
      assertThat(raw.frame()).isEqualTo("8:1001 Going away");
      assertThat(raw.isEnded()).isTrue();
      assertEvent(1001, "Going away");
    }
  }

  @Test
  void closingTheGatewayRunsDisconnectBeforeItReturns() throws Exception {
    Gateway gateway = start(Timeouts.AWS);
    try (RawSocket raw = RawSocket.open(gateway)) {
      gateway.close();
      assertThat(disconnect.isEmpty()).isFalse();
      assertEvent(1001, "Going away");
      assertThat(raw.frame()).isEqualTo("8:1001 Going away");
    }
  }

  /** The sweeper looks as often as these limits ask for, at a clock that only the test moves. */
  private GatewaySettings moved(Timeouts timeouts) {
    return GatewaySettings.defaults().withTimeouts(timeouts).withClock(clock);
  }

  private Gateway start(Timeouts timeouts) throws GatewayStartException {
    WebSocketApi api = WebSocketApi.builder().route("$disconnect", disconnect).build();
    return Gateway.start(api, GatewaySettings.defaults().withTimeouts(timeouts));
  }

  private void assertEvent(int code, String reason) throws InterruptedException {
    JsonNode context = Functions.json(disconnect.next()).get("requestContext");
    assertThat(context.get("disconnectStatusCode").asInt()).isEqualTo(code);
    assertThat(context.get("disconnectReason").asText()).isEqualTo(reason);
    assertThat(disconnect.isEmpty()).isTrue();
  }

  private static void answerClose(RawSocket raw, int code) throws IOException {
    raw.frame(true, 8, close(code, ""));
  }

  private static byte[] close(int code, String reason) {
    byte[] text = reason.getBytes(UTF_8);
    byte[] payload = new byte[2 + text.length];
    payload[0] = (byte) (code >>> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    return payload;
  }
}
