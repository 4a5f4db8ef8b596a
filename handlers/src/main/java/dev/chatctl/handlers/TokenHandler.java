package dev.chatctl.handlers;

import dev.chatctl.core.Chat;
import dev.chatctl.core.settings.AuthSettings;
import dev.chatctl.handlers.auth.TokenVerifier;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code token}: takes another token of whoever has one that is about to expire. A function of its
 * own, since no other behind a route may read what tokens are verified with.
 */
public final class TokenHandler extends WebSocketHandler {
  private final ClientRequests conversation;

  public TokenHandler() {
    this(Chat.fromEnvironment(System.getenv()), AuthSettings.fromEnvironment(System.getenv()));
  }

  public TokenHandler(Chat chat, AuthSettings settings) {
    super(chat);
    var verifier = new TokenVerifier(settings.keys(), settings.tokens(), chat.log());
    this.conversation = new ClientRequests(chat, Optional.of(verifier));
  }

  @Override
  Result handle(WebSocketEvent event, Instant deadline) {
    return conversation.answer(event, deadline);
  }
}
