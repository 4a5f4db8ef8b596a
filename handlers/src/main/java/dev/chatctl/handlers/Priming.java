package dev.chatctl.handlers;

import dev.chatctl.core.Chat;
import dev.chatctl.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Walks a client's visit through the handlers before SnapStart takes its snapshot: parsing, tables,
 * signing, every dialect, the results. Restored environments have all of that loaded. Nothing is
 * sent: a socket opened here would be dead in every copy.
 */
final class Priming implements Resource {
  // Core holds resources weakly; the one instance lives as long as its class.
  private static final Priming INSTANCE = new Priming();
  private static final AtomicBoolean REGISTERED = new AtomicBoolean();

  private Priming() {}

  /** Doing it twice is the same as once. */
  static void register() {
    if (REGISTERED.compareAndSet(false, true)) {
      Core.getGlobalContext().register(INSTANCE);
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
    rehearse(System.getenv());
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing to redo: ids come from the event, and no socket was opened.
  }

  /** One visit; returns what each handler answered. */
  static List<String> rehearse(Map<String, String> environment) throws IOException {
    try (Chat chat = Chat.rehearsal(environment)) {
      return List.of(
          invoke(new ConnectHandler(chat), "$connect"),
          invoke(new SendMessageHandler(chat), "sendmessage"),
          invoke(new DisconnectHandler(chat), "$disconnect"));
    }
  }

  private static String invoke(WebSocketHandler handler, String route) throws IOException {
    var out = new ByteArrayOutputStream();
    handler.handle(new ByteArrayInputStream(event(route)), out, Instant.MAX);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] event(String route) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("requestContext");
          json.writeStringField("routeKey", route);
          json.writeStringField("connectionId", "rehearsal=");
          json.writeStringField("messageId", "rehearsal=");
          json.writeNumberField("requestTimeEpoch", Instant.now().toEpochMilli());
          json.writeEndObject();
          json.writeStringField("body", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");
          json.writeEndObject();
        });
  }
}
