package dev.chatctl.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import dev.chatctl.core.room.Departure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code $disconnect}: closes the session with the code and reason the gateway saw. */
public final class DisconnectHandler implements RequestStreamHandler {
  private final Chat chat;

  public DisconnectHandler() {
    this(Chat.fromEnvironment(System.getenv()));
  }

  public DisconnectHandler(Chat chat) {
    this.chat = chat;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    WebSocketEvent event = WebSocketEvent.read(in);
    chat.depart(
        new Departure(
            event.connectionId(),
            event.connectedAt(),
            event.receivedAt(),
            event.closeCode(),
            event.closeReason()));
    Result.of(200, "Disconnected.").write(out);
  }
}
