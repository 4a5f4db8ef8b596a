package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.description.IncomingFrame;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;

/**
 * A chat under way: says what the lines say, shows what comes, keeps the connection from idling out
 * and comes back when it breaks.
 */
final class Conversation implements Socket.Receiver {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration LONGEST_OPENING = Duration.ofSeconds(30);

  private final Invocation invocation;
  private final AsyncHttpClient client;
  private final Manner manner;
  private final Talk talk;
  private final Lines lines;
  private final Backoff backoff;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Queue<Line> unsaid = new ArrayDeque<>();

  /**
   * How to talk.
   *
   * @param ping how often to keep the connection from idling out; AWS closes it after ten minutes
   * @param linger how long to wait for answers once there is nothing more to say
   */
  record Manner(boolean reconnect, Duration ping, Duration linger) {}

  /** What the conversation goes by, in the order it came. */
  private sealed interface Event {}

  private record Heard(IncomingFrame frame) implements Event {}

  /** A line; empty for the end of them. */
  private record Line(Optional<String> text) implements Event {}

  Conversation(
      Invocation invocation,
      AsyncHttpClient client,
      Manner manner,
      Talk talk,
      Lines lines,
      Backoff backoff) {
    this.invocation = invocation;
    this.client = client;
    this.manner = manner;
    this.talk = talk;
    this.lines = lines;
    this.backoff = backoff;
  }

  /** Talks until the lines end, the person leaves or the connection ends for good. */
  ExitCode run() {
    try {
      Socket socket = open();
      Thread.ofPlatform().daemon().name("lines").start(this::readLines);
      long pingDue = System.nanoTime() + manner.ping().toNanos();
      while (!invocation.interrupt().requested()) {
        if (socket.closed().isDone() && events.isEmpty()) {
          if (!manner.reconnect()) {
            return ended(socket.closed().join());
          }
          socket = reconnect(socket.closed().join());
        }
        try {
          await(socket);
          if (System.nanoTime() - pingDue >= 0) {
            pingDue = System.nanoTime() + manner.ping().toNanos();
            talk.keepAlive(socket);
          }
          for (Line line = unsaid.peek(); line != null; line = unsaid.peek()) {
            if (line.text().isEmpty() || !talk.act(line.text().get(), socket)) {
              return leave(socket);
            }
            unsaid.remove();
          }
        } catch (CliException e) {
          // It broke while sending: the next turn finds it closed, and says the line once it is
          // back.
          if (!socket.isBroken()) {
            throw e;
          }
        }
      }
      return leave(socket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  /** A socket on which something can be said. */
  private Socket open() throws InterruptedException {
    Socket socket = Socket.open(client, talk.request(), this);
    talk.begin(socket);
    long end = System.nanoTime() + LONGEST_OPENING.toNanos();
    while (talk.awaited().isPresent()) {
      if (socket.closed().isDone() && events.isEmpty()) {
        throw refused("closed: " + socket.closed().join());
      }
      if (System.nanoTime() - end > 0 || invocation.interrupt().requested()) {
        throw refused("no answer to " + talk.awaited().get());
      }
      await(socket);
    }
    return socket;
  }

  private static CliException refused(String why) {
    return new CliException(
        ExitCode.UNAVAILABLE,
        "refused on opening: " + PrintableText.oneLine(why),
        "\"open\" of the description is what was tried");
  }

  /** Takes in the next of what comes, if it comes soon. */
  private void await(Socket socket) throws InterruptedException {
    switch (events.poll(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      case Heard heard -> hear(heard.frame(), socket);
      case Line line -> unsaid.add(line);
      case null -> {}
    }
  }

  private void hear(IncomingFrame frame, Socket socket) {
    try {
      talk.hear(frame, socket);
    } catch (CliException e) {
      if (!socket.isBroken()) { // else what was to be answered is asked no more
        throw e;
      }
    }
  }

  @Override
  public void text(String text) {
    events.add(new Heard(IncomingFrame.of(text)));
  }

  @Override
  public void binary(byte[] bytes) {
    events.add(new Heard(new IncomingFrame(bytes, true)));
  }

  @Override
  public void pong(byte[] payload) {
    if (payload.length == Long.BYTES) { // it answers a ping of ours, which carries its time
      long nanos = System.nanoTime() - ByteBuffer.wrap(payload).getLong();
      lines.show("* pong after %.1f ms".formatted(nanos / 1e6));
    }
  }

  private void readLines() {
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        events.add(new Line(Optional.of(line)));
      }
    } catch (UncheckedIOException e) {
      invocation.say("Nothing more can be read: " + e.getMessage());
    } finally { // whatever happens, or the chat would never end
      events.add(new Line(Optional.empty()));
    }
  }

  /** Waits for answers that are still on their way, then closes. */
  private ExitCode leave(Socket socket) throws InterruptedException {
    long end = System.nanoTime() + manner.linger().toNanos();
    while (!socket.closed().isDone()
        && System.nanoTime() - end < 0
        && !invocation.interrupt().requested()) {
      await(socket);
    }
    for (int left = events.size(); left > 0; left--) {
      await(socket);
    }
    if (socket.closed().isDone()) {
      return ended(socket.closed().join());
    }
    socket.close();
    return invocation.interrupt().requested() ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private ExitCode ended(Socket.Closing closing) {
    invocation.say("The other side closed the connection: " + closing);
    return closing.exitCode();
  }

  private Socket reconnect(Socket.Closing closing) throws InterruptedException {
    invocation.notice("Disconnected (%s); connecting again.".formatted(closing));
    while (!invocation.interrupt().sleep(backoff.next())) {
      try {
        Socket socket = open();
        backoff.succeeded();
        invocation.notice("Connected.");
        return socket;
      } catch (CliException e) {
        if (e.exitCode() == ExitCode.DENIED) {
          throw e;
        }
        invocation.notice("Still disconnected: " + e.getMessage());
      }
    }
    throw new CliException(ExitCode.INTERRUPTED, "interrupted while disconnected");
  }
}
