package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.description.Client;
import dev.chatctl.description.Description;
import dev.chatctl.description.IncomingFrame;
import dev.chatctl.description.Meaning;
import dev.chatctl.description.Opening;
import dev.chatctl.description.OutgoingFrame;
import dev.chatctl.description.SocketRequest;
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
    if (chat.speech().say().isEmpty()) {
      throw CliException.usage(
          chat.name() + ": no \"say\" in it, which is needed here",
          "add a line \"say\": FRAME with ${text} in it; docs/chats.md");
    }
    SocketRequest request = chat.request(URI.create(manner.url()), values);
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
        send(socket, chat.say(line.get(), values));
      }
    }
    return leave(socket);
  }

  /** What comes before it is ready. */
  private void open(Socket socket) throws InterruptedException {
    Optional<Opening> opening = chat.open(new Person(socket, values));
    boolean ready = opening.isEmpty();
    long end = System.nanoTime() + OPENING.toNanos();
    while (!ready) {
      IncomingFrame frame = heard.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
      if (frame != null) {
        Meaning meaning = chat.hear(frame);
        meaning.error().ifPresent(DescribedConversation::refused);
        answer(socket, meaning);
        ready = opening.get().proceed(frame);
      } else if (socket.closed().isDone()) {
        Socket.Closing closing = socket.closed().join();
        refused("%d %s".formatted(closing.code(), closing.reason()));
      } else if (System.nanoTime() - end > 0 || invocation.interrupt().requested()) {
        refused("no answer to " + opening.get().awaited());
      }
    }
  }

  /** Who sits at the prompt. */
  private record Person(Socket socket, ChatVariables values) implements Client {
    @Override
    public void send(OutgoingFrame frame) {
      DescribedConversation.send(socket, frame);
    }

    @Override
    public void keep(String name, String value) {
      values.keep(name, value);
    }

    @Override
    public Optional<String> value(String name) {
      return values.value(name);
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
      Meaning meaning = chat.hear(frame);
      show(frame, meaning);
      answer(socket, meaning);
    }
  }

  private void answer(Socket socket, Meaning meaning) {
    meaning.replies().forEach(reply -> send(socket, reply.make(values)));
  }

  private void show(IncomingFrame frame, Meaning meaning) {
    List<String> texts = meaning.texts().orElseGet(() -> List.of(frame.text()));
    texts.forEach(text -> lines.show(PrintableText.lines(text)));
    if (texts.isEmpty()) {
      meaning.error().ifPresent(code -> lines.show("! " + PrintableText.oneLine(code)));
    }
  }

  private void keepAlive(Socket socket) {
    chat.keepAlive()
        .ifPresentOrElse(frame -> send(socket, frame.make(values)), () -> socket.ping(new byte[0]));
  }

  private static void send(Socket socket, OutgoingFrame frame) {
    if (frame.isBinary()) {
      socket.send(frame.bytes());
    } else {
      socket.send(new String(frame.bytes(), StandardCharsets.UTF_8));
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
