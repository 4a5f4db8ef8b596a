package dev.chatctl.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code $default}: whatever has no route of its own, including what is not JSON at all. */
public final class DefaultHandler implements RequestStreamHandler {
  private final Conversation conversation;

  public DefaultHandler() {
    this(Chat.fromEnvironment(System.getenv()));
  }

  public DefaultHandler(Chat chat) {
    this.conversation = new Conversation(chat);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    conversation.answer(WebSocketEvent.read(in), Deadlines.of(context)).write(out);
  }
}
