package dev.chatctl.handlers;

import dev.chatctl.core.Chat;
import dev.chatctl.core.room.Departure;
import java.time.Instant;

/** {@code $disconnect}: closes the session with the code and reason the gateway saw. */
public final class DisconnectHandler extends WebSocketHandler {
  public DisconnectHandler() {
    this(Chat.fromEnvironment(System.getenv()));
  }

  public DisconnectHandler(Chat chat) {
    super(chat);
  }

  @Override
  Result handle(WebSocketEvent event, Instant deadline) {
    chat()
        .membership()
        .depart(
            new Departure(
                event.connectionId(),
                event.connectedAt(),
                event.receivedAt(),
                event.close().code(),
                event.close().reason()));
    return Result.of(200, "Disconnected.");
  }
}
