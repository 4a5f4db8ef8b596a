package dev.chatctl.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code $connect}: lets a client into a room. The handshake waits for it. */
public final class ConnectHandler implements RequestStreamHandler {
  private final Chat chat;

  public ConnectHandler() {
    this(Chat.fromEnvironment(System.getenv()));
  }

  public ConnectHandler(Chat chat) {
    this.chat = chat;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    connect(WebSocketEvent.read(in)).write(out);
  }

  private Result connect(WebSocketEvent event) {
    String dialect = event.query("dialect").orElse(Envelope.NAME);
    if (Dialects.find(dialect).isEmpty()) {
      return Result.of(400, "dialect: unknown (expected: one of " + Dialects.names() + ")");
    }
    chat.arrive(
        new Arrival(
            event.connectionId(),
            event.query("room").orElse("lobby"),
            event.query("name").orElse("guest"),
            dialect,
            event.sourceIp(),
            event.connectedAt()));
    return Result.of(200, "Connected.");
  }
}
