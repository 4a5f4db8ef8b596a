package dev.chatctl.gateway.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.internal.connection.ClientConnection;
import dev.chatctl.gateway.internal.connection.ConnectionRegistry;
import dev.chatctl.gateway.internal.connection.Disconnects;
import dev.chatctl.gateway.internal.connection.Stages;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.integration.Integrations;
import dev.chatctl.gateway.internal.limit.Throttle;
import dev.chatctl.gateway.internal.text.ServiceIds;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.Sizes;
import dev.chatctl.gateway.limit.Timing;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a socket is read, and what its failures come to. */
class FrameHandlerTest {
  private static final int FULL = 64;

  private final Stages stages = new Stages(WebSocketApi.builder().build(), false);
  private final FaultSampler faults = new FaultSampler(Faults.NONE);
  private final Integrations integrations = new Integrations(Timing.AWS.integration(), faults);
  private final ConnectionRegistry connections =
      new ConnectionRegistry(
          new Disconnects(
              stages, integrations, faults, GatewayObserver.NONE, InstantSource.system()),
          GatewayObserver.NONE,
          new ServiceIds(13),
          Sizes.AWS,
          Timing.AWS,
          InstantSource.system());
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ClientConnection connection =
      new ClientConnection(
          connections.client(stages.first().stage(), "-", null), channel, connections);

  @BeforeEach
  void open() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(FULL / 2, FULL));
    channel.pipeline().addLast(new FrameHandler(connection, messages()));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    integrations.close(System.nanoTime());
  }

  @Test
  void aClientThatDoesNotReadIsNotReadUntilItDoes() {
    owe();
    assertThat(isRead()).isFalse();
    channel.flush();
    assertThat(isRead()).isTrue();
  }

  @Test
  void eachReasonNotToReadHoldsWithoutTheOther() {
    owe();
    assertThat(connection.pause()).isTrue();
    assertThat(connection.pause()).isFalse();
    channel.flush();
    assertThat(isRead()).isFalse();
    owe();
    connection.resume();
    assertThat(isRead()).isFalse();
    channel.flush();
    assertThat(isRead()).isTrue();
  }

  @Test
  void aSocketThatEndsIsReadWhateverTheReasonNotTo() {
    connection.pause();
    connection.close(CloseReason.GOING_AWAY);
    assertThat(isRead()).isTrue();
  }

  @Test
  void aFailureOfOurOwnIsPassedOnToBeLogged() {
    channel.pipeline().fireExceptionCaught(new IllegalStateException("a bug"));
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(channel::checkException).hasMessage("a bug");
  }

  @Test
  void aResetIsQuiet() {
    assertQuiet(new IOException("Connection reset by peer"));
  }

  @Test
  void whatCannotBeDecodedIsQuiet() {
    assertQuiet(new CorruptedFrameException("not a frame"));
  }

  private Messages messages() {
    return new Messages(
        new MessageRules(Sizes.AWS.message(), false, Unproven.DEFAULT),
        stages,
        new Throttle(Limits.NONE, System::nanoTime),
        faults,
        integrations,
        GatewayObserver.NONE,
        new InFlight(Sizes.AWS.inFlight()));
  }

  private void assertQuiet(Exception failure) {
    channel.pipeline().fireExceptionCaught(failure);
    assertThat(channel.isOpen()).isFalse();
    channel.checkException();
  }

  private void owe() {
    var unused = channel.write(new TextWebSocketFrame("x".repeat(2 * FULL)));
  }

  private boolean isRead() {
    return channel.config().isAutoRead();
  }
}
