package dev.chatctl.admin.chat;

import dev.chatctl.cli.Invocation;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.description.IncomingFrame;
import dev.chatctl.description.SocketRequest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** In a chat of ours: with commands, and with what was missed when it comes back. */
final class EnvelopeTalk implements Talk {
  private final Supplier<String> url;
  private final Optional<TokenFile> tokens;
  private final Manner manner;
  private final Invocation invocation;
  private final Consumer<String> lines;
  private final FrameText text;
  private final Backfill backfill = new Backfill();

  /**
   * How to talk.
   *
   * @param raw send and show frames as they are
   * @param resumes whether it may come back, and then asks for what was missed
   */
  record Manner(boolean raw, boolean resumes) {}

  /**
   * With nothing said.
   *
   * @param url where to, whenever it connects
   * @param tokens where another token is, once the one in use is about to expire
   * @param lines shows a line
   */
  EnvelopeTalk(
      Supplier<String> url,
      Optional<TokenFile> tokens,
      Manner manner,
      Invocation invocation,
      Consumer<String> lines) {
    this.url = url;
    this.tokens = tokens;
    this.manner = manner;
    this.invocation = invocation;
    this.lines = lines;
    this.text = new FrameText(invocation.style());
  }

  @Override
  public SocketRequest request() {
    return new SocketRequest(URI.create(url.get()), Map.of(), List.of());
  }

  @Override
  public void begin(Socket socket) {
    if (manner.resumes() && !manner.raw()) {
      socket.send(backfill.request());
    }
  }

  @Override
  public Optional<String> awaited() {
    return Optional.empty();
  }

  @Override
  public void hear(IncomingFrame frame, Socket socket) {
    if (manner.raw()) {
      lines.accept(invocation.printable(frame.text()));
      return;
    }
    text.of(frame.text(), backfill).ifPresent(lines);
    Optional<JsonObject> json = Backfill.parse(frame.text());
    json.flatMap(backfill::heard).ifPresent(socket::send);
    if (json.flatMap(it -> it.string("type")).equals(Optional.of("token_expires"))) {
      tokens
          .map(TokenFile::read)
          .map(token -> Commands.json(Map.of("action", "token", "token", token)))
          .ifPresent(socket::send);
    }
  }

  @Override
  public boolean act(String line, Socket socket) {
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
      case Commands.Request.Help help -> lines.accept(Commands.HELP.stripTrailing());
      case Commands.Request.Unknown unknown ->
          lines.accept("! there is no " + unknown.name() + "; /help lists the commands");
      case Commands.Request.Close close -> {
        return false;
      }
    }
    return true;
  }

  // AWS: a message resets the idle timer; whether a ping frame does is not documented.
  @Override
  public void keepAlive(Socket socket) {
    socket.send(Commands.json(Map.of("action", "ping")));
  }
}
