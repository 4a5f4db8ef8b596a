package dev.chatctl.loadtest.injector;

import static java.util.Objects.requireNonNull;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.description.ChatProtocol;
import dev.chatctl.description.Client;
import dev.chatctl.description.FrameMaker;
import dev.chatctl.description.IncomingFrame;
import dev.chatctl.description.Opening;
import dev.chatctl.description.OutgoingFrame;
import dev.chatctl.description.SocketRequest;
import dev.chatctl.loadtest.plan.ClientVariables;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.wire.Interpretation;
import dev.chatctl.loadtest.wire.Interpreter;
import dev.chatctl.loadtest.wire.JsonEscapes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's side of the conversation that a protocol is about: what it sends, and what is made
 * of what it hears. Used by its event loop only. All its methods throw {@link UserCodeException}
 * when the protocol does not know what to do.
 */
final class ChatClient implements Client {
  private static final int LONGEST_EXAMPLE = 200;

  private final Plan plan;
  private final ChatProtocol protocol;
  private final ClientVariables values;
  private final Interpreter interpreter;
  private final boolean plain;
  private @Nullable ClientSocket socket;
  private @Nullable Opening opening;
  private Optional<FrameMaker> goingOn = Optional.empty();

  /**
   * A client without a socket.
   *
   * @param interpreter of this protocol, for this event loop
   */
  ChatClient(Plan plan, ChatProtocol protocol, ClientVariables values, Interpreter interpreter) {
    this.plan = plan;
    this.protocol = protocol;
    this.values = values;
    this.interpreter = interpreter;
    this.plain = protocol.hasMessagesAnywhere();
  }

  /** Whatever the protocol throws is told of it. */
  private <T> T asked(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      throw new UserCodeException(
          PrintableText.oneLine(redact("%s, %s: %s".formatted(protocol.name(), what, e))));
    }
  }

  /** What to ask for a socket with. */
  SocketRequest request() {
    return asked("asking for a socket", () -> protocol.request(plan.system().url(), values));
  }

  /** Begins the opening on a new socket; true when the client is ready at once. */
  boolean begin(ClientSocket opened) {
    socket = opened;
    opening = asked("opening", () -> protocol.open(this)).orElse(null);
    return opening == null;
  }

  /** Takes a frame as part of the opening; true when the client is ready now. */
  boolean proceed(ByteBuf frame, boolean binary) {
    Opening current = requireNonNull(opening, "opening");
    var heard = new IncomingFrame(ByteBufUtil.getBytes(frame), binary);
    return asked("opening", () -> current.proceed(heard));
  }

  @Override
  public void send(OutgoingFrame frame) {
    requireNonNull(socket, "socket").sendFrame(encoded(frame));
  }

  @Override
  public void keep(String name, String value) {
    values.keep(name, value);
  }

  @Override
  public Optional<String> value(String name) {
    return values.value(name);
  }

  /** The frame that says a text. */
  WebSocketFrame say(String text) {
    return encoded(asked("saying", () -> protocol.say(text, values)));
  }

  /** What keeps the connection from idling out. */
  WebSocketFrame keepAlive() {
    return protocol.keepAlive().map(this::made).orElseGet(PingWebSocketFrame::new);
  }

  /** Asks for what was said, since the last answer if that told from where on. */
  WebSocketFrame askHistory() {
    return made(goingOn.or(protocol::history).orElseThrow());
  }

  /** Takes note of an answer to that. */
  void answered(ByteBuf frame, boolean binary) {
    var answer = new IncomingFrame(ByteBufUtil.getBytes(frame), binary);
    goingOn = asked("resuming", () -> protocol.history(answer)).or(() -> goingOn);
  }

  private WebSocketFrame made(FrameMaker maker) {
    return encoded(asked("making a frame", () -> maker.make(values)));
  }

  private static WebSocketFrame encoded(OutgoingFrame frame) {
    ByteBuf bytes = Unpooled.wrappedBuffer(frame.bytes());
    return frame.isBinary() ? new BinaryWebSocketFrame(bytes) : new TextWebSocketFrame(bytes);
  }

  /**
   * The texts of the messages in a frame, or the frame that they are somewhere in. What the
   * protocol wants answered is.
   */
  ByteBuf texts(ByteBuf frame, boolean binary) {
    if (plain) {
      return JsonEscapes.undone(frame);
    }
    Interpretation heard = interpret(frame, binary);
    for (FrameMaker reply : heard.meaning().replies()) {
      requireNonNull(socket, "socket").sendFrame(made(reply));
    }
    return heard.texts();
  }

  /** What a frame says. */
  Interpretation interpret(ByteBuf frame, boolean binary) {
    return asked("hearing", () -> interpreter.of(frame, binary));
  }

  /** What somebody said, as an example to show. */
  String example(ByteBuf frame) {
    return PrintableText.oneLine(redact(frame.toString(StandardCharsets.UTF_8)), LONGEST_EXAMPLE);
  }

  /** The same of text. */
  String redact(String text) {
    return values.redact(text);
  }

  /** What the opening waits for. */
  String awaited() {
    return opening == null ? "" : opening.awaited();
  }
}
