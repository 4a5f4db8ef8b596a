package dev.chatctl.loadtest.injector;

import static java.util.Objects.requireNonNull;

import dev.chatctl.description.Description;
import dev.chatctl.description.FrameTemplate;
import dev.chatctl.description.IncomingFrame;
import dev.chatctl.description.Opening;
import dev.chatctl.description.SocketRequest;
import dev.chatctl.description.Speech;
import dev.chatctl.description.Variables;
import dev.chatctl.loadtest.plan.ClientVariables;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.wire.Interpretation;
import dev.chatctl.loadtest.wire.Interpreter;
import dev.chatctl.loadtest.wire.JsonEscapes;
import dev.chatctl.loadtest.wire.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client's side of the conversation that a description describes: what it sends, and what is
 * made of what it hears. Used by its event loop only.
 */
final class ChatClient {
  private final Plan plan;
  private final Description description;
  private final ClientVariables values;
  private final Interpreter interpreter;
  private @Nullable ClientSocket socket;
  private Opening opening;

  /**
   * A client without a socket.
   *
   * @param interpreter of this description, for this event loop
   */
  ChatClient(Plan plan, Description description, ClientVariables values, Interpreter interpreter) {
    this.plan = plan;
    this.description = description;
    this.values = values;
    this.interpreter = interpreter;
    this.opening = opening();
  }

  private Opening opening() {
    return new Opening(
        description.opening(), template -> send(frame(template, values)), values::keep);
  }

  /** What to ask for a socket with. */
  SocketRequest request() {
    return plan.request(description, values);
  }

  /** Begins the opening on a new socket; true when the client is ready at once. */
  boolean begin(ClientSocket opened) {
    socket = opened;
    opening = opening();
    opening.begin();
    return opening.isDone();
  }

  /** Takes a frame as part of the opening; true when the client is ready now. */
  boolean proceed(ByteBuf frame, boolean binary) {
    opening.proceed(new IncomingFrame(ByteBufUtil.getBytes(frame), binary));
    return opening.isDone();
  }

  private void send(WebSocketFrame frame) {
    requireNonNull(socket, "socket").sendFrame(frame);
  }

  /** The frame that says a text. */
  WebSocketFrame say(String text) {
    return frame(description.speech().say().orElseThrow(), values.with("text", text));
  }

  /** What keeps the connection from idling out. */
  WebSocketFrame keepAlive() {
    return description
        .speech()
        .keepAlive()
        .flatMap(Speech.KeepAlive::send)
        .map(template -> frame(template, values))
        .orElseGet(PingWebSocketFrame::new);
  }

  /** Asks for what was said. */
  WebSocketFrame askHistory() {
    return frame(description.speech().history().orElseThrow().request(), values);
  }

  private static WebSocketFrame frame(FrameTemplate template, Variables values) {
    ByteBuf bytes = Unpooled.wrappedBuffer(template.template().bytes(values));
    return template.binary() ? new BinaryWebSocketFrame(bytes) : new TextWebSocketFrame(bytes);
  }

  /**
   * The texts of the messages in a frame, or the frame that they are somewhere in. What the
   * protocol wants answered is.
   */
  ByteBuf texts(ByteBuf frame, boolean binary) {
    if (interpreter.isPlain()) {
      return JsonEscapes.undone(frame);
    }
    Interpretation meaning = interpret(frame, binary);
    for (Interpretation.Reply reply : meaning.replies()) {
      send(frame(reply.send(), values.with("found", reply.found())));
    }
    return meaning.texts();
  }

  /** What a frame says. */
  Interpretation interpret(ByteBuf frame, boolean binary) {
    return interpreter.of(frame, binary);
  }

  /** What somebody said, as an example to show. */
  String example(ByteBuf frame) {
    return Refusal.example(redact(frame.toString(StandardCharsets.UTF_8)));
  }

  /** The same of text. */
  String redact(String text) {
    return values.redact(text);
  }

  /** The number of the step that the opening waits for. */
  Optional<Integer> awaitedStep() {
    return opening.awaited();
  }
}
