package dev.chatctl.handlers;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.Sender;
import dev.chatctl.core.wire.Dialect;
import dev.chatctl.core.wire.Dialects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Walks an event through parsing, every dialect and the result before SnapStart takes its snapshot,
 * so that restored environments have those classes loaded. It sends nothing: a socket opened here
 * would be dead in every copy.
 */
final class Priming implements Resource {
  // Core holds resources weakly; the one instance lives as long as its class.
  private static final Priming INSTANCE = new Priming();

  private static final String BODY = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";

  private Priming() {}

  static void register() {
    Core.getGlobalContext().register(INSTANCE);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
    WebSocketEvent event = WebSocketEvent.read(new ByteArrayInputStream(sampleEvent()));
    var sender = new Sender(event.connectionId(), "guest");
    var message =
        new Message(
            MessageIds.of(event.receivedAt(), event.messageId()),
            "lobby",
            sender,
            "hi",
            event.receivedAt(),
            1,
            Optional.empty());
    for (String name : Dialects.names()) {
      Dialect dialect = Dialects.get(name);
      dialect.read(event.body());
      dialect.message(message);
      Result.of(dialect.connected()).write(OutputStream.nullOutputStream());
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing to redo: ids come from the event, and no socket was opened.
  }

  private static byte[] sampleEvent() {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("requestContext");
          json.writeStringField("routeKey", "sendmessage");
          json.writeStringField("connectionId", "prime=");
          json.writeStringField("messageId", "prime=");
          json.writeNumberField("requestTimeEpoch", Instant.EPOCH.toEpochMilli());
          json.writeEndObject();
          json.writeStringField("body", BODY);
          json.writeEndObject();
        });
  }
}
