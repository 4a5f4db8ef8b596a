package dev.chatctl.handlers;

import dev.chatctl.core.Chat;
import java.time.Instant;

/** {@code $default}: whatever has no route of its own, including what is not JSON at all. */
public final class DefaultHandler extends WebSocketHandler {
  private final ClientRequests conversation;

  public DefaultHandler() {
    this(Chat.fromEnvironment(System.getenv()));
  }

  public DefaultHandler(Chat chat) {
    super(chat);
    this.conversation = new ClientRequests(chat);
  }

  @Override
  Result handle(WebSocketEvent event, Instant deadline) {
    return conversation.answer(event, deadline);
  }
}
