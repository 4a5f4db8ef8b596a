package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.description.Description;
import dev.chatctl.description.FrameTemplate;
import dev.chatctl.description.IncomingFrame;
import dev.chatctl.description.Opening;
import dev.chatctl.description.SocketRequest;
import dev.chatctl.description.Speech;
import dev.chatctl.description.Variables;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;

/** A chat that speaks otherwise: lines are said, and messages shown, as a description has it. */
final class DescribedConversation implements Socket.Receiver {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration OPENING = Duration.ofSeconds(30);

  private final Invocation invocation;
  private final Description chat;
  private final ChatVariables values;
  private final Lines lines;
  private final Conversation.Manner manner;
  private final BlockingQueue<IncomingFrame> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<Optional<String>> typed = new LinkedBlockingQueue<>();

  DescribedConversation(
      Invocation invocation,
      Description chat,
      ChatVariables values,
      Lines lines,
      Conversation.Manner manner) {
    this.invocation = invocation;
    this.chat = chat;
    this.values = values;
    this.lines = lines;
    this.manner = manner;
  }

  /** Talks until the lines end, Ctrl-C comes or the connection ends. */
  ExitCode run(AsyncHttpClient client) throws InterruptedException {
    FrameTemplate say =
        chat.speech()
            .say()
            .orElseThrow(
                () ->
                    CliException.usage(
                        chat.name() + ": no \"say\" in it, which is needed here",
                        "add a line \"say\": FRAME with ${text} in it; docs/chats.md"));
    SocketRequest request = SocketRequest.of(URI.create(manner.url()), chat.handshake(), values);
    Socket socket = Socket.open(client, request, this);
    open(socket);
    Thread.ofPlatform().daemon().name("lines").start(this::readLines);
    long ping = System.nanoTime() + manner.ping().toNanos();
    while (!invocation.interrupt().requested() && !socket.closed().isDone()) {
      Optional<String> line = typed.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
      hear(socket);
      if (System.nanoTime() - ping >= 0) {
        ping = System.nanoTime() + manner.ping().toNanos();
        keepAlive(socket);
      }
      if (line != null && line.isEmpty()) {
        return leave(socket);
      }
      if (line != null && !line.get().isBlank()) {
        send(socket, say, values.with("text", line.get()));
      }
    }
    return leave(socket);
  }

  /** What comes before it is ready. */
  private void open(Socket socket) throws InterruptedException {
    Opening opening =
        new Opening(chat.opening(), frame -> send(socket, frame, values), values::keep);
    opening.begin();
    long end = System.nanoTime() + OPENING.toNanos();
    while (!opening.isDone()) {
      IncomingFrame frame = heard.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
      if (frame != null) {
        chat.hearing()
            .errors()
            .flatMap(where -> where.find(frame).stream().findFirst())
            .ifPresent(code -> refused(code));
        answer(socket, frame);
        opening.proceed(frame);
      } else if (socket.closed().isDone()) {
        Socket.Closing closing = socket.closed().join();
        refused("%d %s".formatted(closing.code(), closing.reason()));
      } else if (System.nanoTime() - end > 0 || invocation.interrupt().requested()) {
        refused("no answer to step " + opening.awaited().orElse(0));
      }
    }
  }

  private static void refused(String why) {
    throw new CliException(
        ExitCode.UNAVAILABLE,
        "refused on opening: " + PrintableText.oneLine(why),
        "\"open\" of the description is what was tried");
  }

  private void readLines() {
    for (String line = lines.next(); line != null; line = lines.next()) {
      typed.add(Optional.of(line));
    }
    typed.add(Optional.empty());
  }

  private void hear(Socket socket) {
    for (IncomingFrame frame = heard.poll(); frame != null; frame = heard.poll()) {
      show(frame);
      answer(socket, frame);
    }
  }

  private void answer(Socket socket, IncomingFrame frame) {
    chat.hearing()
        .replies()
        .forEach(
            reply ->
                reply
                    .to()
                    .find(frame)
                    .forEach(found -> send(socket, reply.send(), values.with("found", found))));
  }

  private void show(IncomingFrame frame) {
    List<String> texts =
        chat.hearing()
            .messages()
            .map(where -> where.find(frame))
            .orElseGet(() -> List.of(frame.text()));
    texts.forEach(text -> lines.show(PrintableText.lines(text)));
    if (texts.isEmpty()) {
      chat.hearing()
          .errors()
          .ifPresent(
              where ->
                  where
                      .find(frame)
                      .forEach(code -> lines.show("! " + PrintableText.oneLine(code))));
    }
  }

  private void keepAlive(Socket socket) {
    Optional<FrameTemplate> frame = chat.speech().keepAlive().flatMap(Speech.KeepAlive::send);
    if (frame.isPresent()) {
      send(socket, frame.get(), values);
    } else {
      socket.ping(new byte[0]);
    }
  }

  private static void send(Socket socket, FrameTemplate frame, Variables values) {
    byte[] bytes = frame.template().bytes(values);
    if (frame.binary()) {
      socket.send(bytes);
    } else {
      socket.send(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** Waits for answers that are still on their way, then closes. */
  private ExitCode leave(Socket socket) {
    if (!invocation.interrupt().requested() && !socket.closed().isDone()) {
      invocation.interrupt().sleep(manner.linger());
    }
    hear(socket);
    if (socket.closed().isDone()) {
      Socket.Closing closing = socket.closed().join();
      invocation.say(
          "The other side closed the connection: %d %s"
              .formatted(closing.code(), closing.reason())
              .stripTrailing());
      return closing.exitCode();
    }
    socket.close();
    return invocation.interrupt().requested() ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  @Override
  public void text(String text) {
    heard.add(IncomingFrame.of(text));
  }

  @Override
  public void binary(byte[] bytes) {
    heard.add(new IncomingFrame(bytes, true));
  }

  @Override
  public void pong(byte[] payload) {
    // It only keeps the connection open.
  }
}
