package dev.chatctl.handlers;

import dev.chatctl.core.Chat;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.wire.Dialect;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.time.Instant;
import java.util.Optional;

/** Understands what a connected client sends, does it, and answers in the client's dialect. */
final class Conversation {
  private final Chat chat;

  Conversation(Chat chat) {
    this.chat = chat;
  }

  Result answer(WebSocketEvent event, Instant deadline) {
    Optional<Connection> sender = chat.connection(event.connectionId());
    if (sender.isEmpty()) {
      return Result.of(410, "{\"message\": \"This connection is closed\"}");
    }
    Dialect dialect = Dialects.get(sender.get().dialect());
    Reply reply =
        switch (dialect.read(event.body())) {
          case Request.Say say ->
              chat.say(sender.get(), say, origin(event), event.receivedAt(), deadline).reply();
          case Request.Ping ping -> new Reply.Pong();
          case Request.Unknown unknown -> new Reply.UnknownAction();
          case Request.Invalid invalid -> new Reply.Refused(invalid.problem(), invalid.detail());
        };
    return Result.of(dialect.respond(reply));
  }

  private static String origin(WebSocketEvent event) {
    return event.connectionId() + "/" + event.messageId();
  }
}
