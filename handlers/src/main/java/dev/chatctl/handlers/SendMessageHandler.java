package dev.chatctl.handlers;

import dev.chatctl.core.Chat;
import java.time.Instant;

/**
 * {@code sendmessage}, {@code sendMessage} and {@code post}: tells everybody in the sender's room.
 */
public final class SendMessageHandler extends WebSocketHandler {
  private final ClientRequests conversation;

  public SendMessageHandler() {
    this(Chat.fromEnvironment(System.getenv()));
  }

  public SendMessageHandler(Chat chat) {
    super(chat);
    this.conversation = new ClientRequests(chat);
  }

  @Override
  Result handle(WebSocketEvent event, Instant deadline) {
    return conversation.answer(event, deadline);
  }
}
