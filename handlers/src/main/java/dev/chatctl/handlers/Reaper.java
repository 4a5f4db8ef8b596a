package dev.chatctl.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * On a schedule, ends the connections that cannot exist any more, since {@code $disconnect} is best
 * effort and no connection outlives two hours, and those whose tokens have expired.
 */
public final class Reaper implements RequestStreamHandler {
  private final Chat chat;

  public Reaper() {
    this(Chat.fromEnvironment(System.getenv()));
  }

  public Reaper(Chat chat) {
    this.chat = chat;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    int reaped = chat.expired().end(Deadlines.of(context));
    chat.log().info("reaped", json -> json.writeNumberField("connections", reaped));
  }
}
