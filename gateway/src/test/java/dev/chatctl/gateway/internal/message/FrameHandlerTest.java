package dev.chatctl.gateway.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.internal.connection.ClientConnection;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.limit.Throttle;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.Sizes;
import dev.chatctl.gateway.observe.GatewayObserver;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a socket is read, and what its failures come to. */
class FrameHandlerTest {
  private static final int FULL = 64;

  private final EmbeddedConnection socket = new EmbeddedConnection();
  private final EmbeddedChannel channel = socket.channel;
  private final ClientConnection connection = socket.connection;

  @BeforeEach
  void open() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(FULL / 2, FULL));
    channel.pipeline().addLast(new FrameHandler(connection, messages()));
  }

  @AfterEach
  void close() {
    socket.close();
  }

  @Test
  void aClientThatDoesNotReadIsNotReadUntilItDoes() {
    owe();
    assertThat(socket.isRead()).isFalse();
    channel.flush();
    assertThat(socket.isRead()).isTrue();
  }

  @Test
  void eachReasonNotToReadHoldsWithoutTheOther() {
    owe();
    assertThat(connection.pause()).isTrue();
    assertThat(connection.pause()).isFalse();
    channel.flush();
    assertThat(socket.isRead()).isFalse();
    owe();
    connection.resume();
    assertThat(socket.isRead()).isFalse();
    channel.flush();
    assertThat(socket.isRead()).isTrue();
  }

  @Test
  void aSocketThatEndsIsReadWhateverTheReasonNotTo() {
    connection.pause();
    connection.close(CloseReason.GOING_AWAY);
    assertThat(socket.isRead()).isTrue();
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
        socket.stages,
        new Throttle(Limits.NONE, System::nanoTime),
        new FaultSampler(Faults.NONE),
        socket.integrations,
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
}
