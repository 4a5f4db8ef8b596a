package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a socket is read, and what its failures come to. */
class SocketHandlerTest {
  private static final int FULL = 64;

  private final Engine engine =
      new Engine(
          new Stages(WebSocketApi.builder().build(), GatewaySettings.defaults()),
          GatewaySettings.defaults());
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Connection connection =
      new Connection(
          new Client("gbik1K9kzQAYKEilnA==", "local00000", "local", "h", 0, "-", null, null),
          channel,
          engine);

  @BeforeEach
  void open() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(FULL / 2, FULL));
    channel.pipeline().addLast(new SocketHandler(connection, engine, new Messages(engine)));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    engine.close();
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
