package dev.chatctl.handlers;

import dev.chatctl.core.Chat;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.Sender;
import dev.chatctl.core.queue.FanOutJob;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Walks a client's visit and a fan-out job through the handlers before SnapStart takes its
 * snapshot: parsing, tables, signing, every dialect, the results. Restored environments have all of
 * that loaded. Nothing is sent: a socket opened here would be dead in every copy. Nobody waits for
 * the reaper, and the authorizer has no tables to rehearse with.
 */
final class Priming implements Resource {
  private static final String REHEARSAL = "rehearsal";

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

  /** One visit and one job; returns what each handler answered. */
  static List<String> rehearse(Map<String, String> environment) throws IOException {
    try (Chat chat = Chat.rehearsal(environment)) {
      return List.of(
          invoke(new ConnectHandler(chat)::handle, event("$connect")),
          invoke(new SendMessageHandler(chat)::handle, event("sendmessage")),
          invoke(new DefaultHandler(chat)::handle, event("$default")),
          invoke(new FanOutWorker(chat)::handle, batch()),
          invoke(new DisconnectHandler(chat)::handle, event("$disconnect")));
    }
  }

  private static String invoke(Handler handler, byte[] event) throws IOException {
    var out = new ByteArrayOutputStream();
    handler.handle(new ByteArrayInputStream(event), out, Instant.MAX);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] batch() {
    var message =
        new Message(
            MessageIds.of(Instant.now(), REHEARSAL),
            REHEARSAL,
            new Sender(REHEARSAL, REHEARSAL),
            "hi",
            Instant.now(),
            Optional.empty());
    return Json.object(
        json -> {
          json.writeArrayFieldStart("Records");
          json.writeStartObject();
          json.writeStringField("messageId", REHEARSAL);
          json.writeStringField("body", new FanOutJob(message, 0, "").write());
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  private static byte[] event(String route) {
    return Json.object(
        json -> {
          json.writeObjectFieldStart("requestContext");
          json.writeStringField("routeKey", route);
          json.writeStringField("connectionId", REHEARSAL);
          json.writeStringField("messageId", REHEARSAL);
          json.writeNumberField("requestTimeEpoch", Instant.now().toEpochMilli());
          json.writeEndObject();
          json.writeStringField("body", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");
        });
  }

  @FunctionalInterface
  private interface Handler {
    void handle(InputStream in, OutputStream out, Instant deadline) throws IOException;
  }
}
