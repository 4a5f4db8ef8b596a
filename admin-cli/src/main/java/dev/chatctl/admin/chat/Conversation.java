package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;

/**
 * A chat under way: says what the lines say, shows what comes, keeps the connection from idling out
 * and comes back when it breaks, asking for what was missed.
 */
final class Conversation implements Socket.Receiver {
  private static final Duration TICK = Duration.ofMillis(50);

  private final Invocation invocation;
  private final AsyncHttpClient client;
  private final Manner manner;
  private final Lines lines;
  private final FrameText text;
  private final Backoff backoff;
  private final LinkedBlockingDeque<Optional<String>> typed = new LinkedBlockingDeque<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Backfill backfill = new Backfill();

  /**
   * How to talk.
   *
   * @param raw send and show frames as they are
   * @param ping how often to keep the connection from idling out; AWS closes it after ten minutes
   * @param linger how long to wait for answers once there is nothing more to say
   */
  record Manner(String url, boolean raw, boolean reconnect, Duration ping, Duration linger) {}

  Conversation(
      Invocation invocation, AsyncHttpClient client, Manner manner, Lines lines, Backoff backoff) {
    this.invocation = invocation;
    this.client = client;
    this.manner = manner;
    this.lines = lines;
    this.backoff = backoff;
    this.text = new FrameText(invocation.style());
  }

  /** Talks until the lines end, the person leaves or the connection ends for good. */
  ExitCode run() {
    Socket socket = Socket.open(client, manner.url(), this);
    catchUp(socket);
    Thread.ofPlatform().daemon().name("lines").start(this::readLines);
    long pingDue = System.nanoTime() + manner.ping().toNanos();
    try {
      while (!invocation.interrupt().requested()) {
        if (socket.closed().isDone()) {
          Socket.Closing closing = socket.closed().join();
          if (!manner.reconnect()) {
            return ended(closing);
          }
          socket = reconnect(closing);
        }
        Optional<String> line = typed.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        try {
          for (String request = asked.poll(); request != null; request = asked.poll()) {
            socket.send(request);
          }
          if (System.nanoTime() - pingDue >= 0) {
            pingDue = System.nanoTime() + manner.ping().toNanos();
            // AWS: a message resets the idle timer; whether a ping frame does is not documented.
            socket.send(Commands.json(Map.of("action", "ping")));
          }
          if (line != null && (line.isEmpty() || !act(line.get(), socket))) {
            return leave(socket);
          }
        } catch (CliException e) {
          // It broke while sending: the next turn finds it closed, and says the line once it is
          // back.
          if (line != null) {
            typed.addFirst(line);
          }
        }
      }
      return leave(socket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  @Override
  public void text(String frame) {
    if (manner.raw()) {
      lines.show(invocation.printable(frame));
      return;
    }
    text.of(frame, backfill).ifPresent(lines::show);
    Backfill.parse(frame).flatMap(backfill::heard).ifPresent(this::ask);
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
        typed.add(Optional.of(line));
      }
    } catch (UncheckedIOException e) {
      invocation.say("Nothing more can be read: " + e.getMessage());
    } finally { // whatever happens, or the chat would never end
      typed.add(Optional.empty());
    }
  }

  /** Does what a line says; false if that is to leave. */
  private boolean act(String line, Socket socket) {
    if (manner.raw()) {
      socket.send(line);
      return true;
    }
    if (line.isBlank()) {
      return true;
    }
    switch (Commands.parse(line)) {
      case Commands.Request.Send send -> socket.send(send.frame());
      case Commands.Request.Ping ping ->
          socket.ping(ByteBuffer.allocate(Long.BYTES).putLong(System.nanoTime()).array());
      case Commands.Request.Help help -> lines.show(Commands.HELP.stripTrailing());
      case Commands.Request.Unknown unknown ->
          lines.show("! there is no " + unknown.name() + "; /help lists the commands");
      case Commands.Request.Close close -> {
        return false;
      }
    }
    return true;
  }

  /** Waits for answers that are still on their way, then closes. */
  private ExitCode leave(Socket socket) throws InterruptedException {
    boolean interrupted = invocation.interrupt().requested();
    if (!interrupted && !socket.closed().isDone()) {
      invocation.interrupt().sleep(manner.linger());
    }
    if (socket.closed().isDone()) {
      return ended(socket.closed().join());
    }
    socket.close();
    return interrupted ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private ExitCode ended(Socket.Closing closing) {
    invocation.say(
        "The other side closed the connection: %d %s"
            .formatted(closing.code(), closing.reason())
            .stripTrailing());
    return closing.exitCode();
  }

  private Socket reconnect(Socket.Closing closing) {
    invocation.notice(
        "Disconnected (%d %s); connecting again.".formatted(closing.code(), closing.reason()));
    while (!invocation.interrupt().sleep(backoff.next())) {
      try {
        Socket socket = Socket.open(client, manner.url(), this);
        backoff.succeeded();
        catchUp(socket);
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

  private void catchUp(Socket socket) {
    if (manner.reconnect() && !manner.raw()) {
      socket.send(backfill.request());
    }
  }

  /** Asks for more of what was missed; by the loop that knows the present socket. */
  private void ask(String request) {
    asked.add(request);
  }
}
