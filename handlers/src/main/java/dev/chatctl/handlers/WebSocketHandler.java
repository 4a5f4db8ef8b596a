package dev.chatctl.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/**
 * What all functions behind a route have in common: reading the event, writing the result, one log
 * line. A failure is logged and thrown on, so that Lambda counts it and the gateway tells the
 * client.
 */
abstract class WebSocketHandler implements RequestStreamHandler {
  private final Chat chat;
  private final InvocationLog log;

  WebSocketHandler(Chat chat) {
    this.chat = chat;
    this.log = new InvocationLog(chat.log());
    Priming.register();
  }

  /** Handles one event; nothing may begin after the deadline. */
  abstract Result handle(WebSocketEvent event, Instant deadline);

  final Chat chat() {
    return chat;
  }

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    handle(in, out, Deadlines.of(context));
  }

  final void handle(InputStream in, OutputStream out, Instant deadline) throws IOException {
    long begun = System.nanoTime();
    WebSocketEvent event = WebSocketEvent.read(in);
    try {
      Result result = handle(event, deadline);
      log.done(event, result, System.nanoTime() - begun);
      result.write(out);
    } catch (RuntimeException e) {
      log.failed(event, e);
      throw e;
    }
  }
}
