package dev.chatctl.handlers;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.Chat;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.settings.AuthSettings;
import dev.chatctl.core.testing.FakeCallback;
import dev.chatctl.core.testing.FakeQueue;
import dev.chatctl.core.testing.TestTables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Handlers over real tables and a fake callback, invoked with the events API Gateway sends. */
final class TestBackend implements AutoCloseable {
  /** How long after connecting events happen; what is said is thus said now, at midnight too. */
  private static final Duration CONNECTED_FOR = Duration.ofSeconds(90);

  /** Whom everybody comes from who says nothing else. */
  private static final String ADDRESS = "203.0.113.7";

  final TestTables tables = new TestTables();
  final FakeCallback callback = new FakeCallback();
  final FakeQueue queue = new FakeQueue();
  private final Map<String, String> environment;
  private final PrintStream lines;
  private Running process;
  private final Instant began = Instant.now().minus(CONNECTED_FOR);
  private final AtomicInteger messages = new AtomicInteger();

  TestBackend() {
    this(Map.of());
  }

  /** With these environment variables besides the necessary ones. */
  TestBackend(Map<String, String> environment) {
    this(environment, System.err);
  }

  /** With log lines going there. */
  TestBackend(Map<String, String> environment, PrintStream lines) {
    var env = new HashMap<>(tables.environment(callback.endpoint()));
    env.put("AWS_ENDPOINT_URL_SQS", queue.endpoint().toString());
    env.put("FAN_OUT_QUEUE_URL", queue.endpoint() + "/000000000000/fan-out");
    env.putAll(environment);
    this.environment = Map.copyOf(env);
    this.lines = lines;
    callback.onCall(CallRecorder::called);
    process = new Running(Chat.fromEnvironment(env, lines, new CallRecorder()));
  }

  /** Goes on in a new process, which has read nothing yet. */
  void restart() {
    process.chat.close();
    process = new Running(Chat.fromEnvironment(environment, lines, new CallRecorder()));
  }

  private record Running(
      Chat chat,
      ConnectHandler connect,
      DisconnectHandler disconnect,
      SendMessageHandler sendMessage,
      DefaultHandler fallback,
      FanOutWorker worker) {
    Running(Chat chat) {
      this(
          chat,
          new ConnectHandler(chat),
          new DisconnectHandler(chat),
          new SendMessageHandler(chat),
          new DefaultHandler(chat),
          new FanOutWorker(chat));
    }
  }

  /** Connects somebody the authorizer let in. */
  JsonObject connectAs(String id, String user, Instant tokenExpiresAt) {
    return connectAs(
        id,
        Instant.now(),
        Map.of("user_id", user, "expires_at", Long.toString(tokenExpiresAt.getEpochSecond())));
  }

  /** Connects somebody of whom the authorizer said this. */
  JsonObject connectAs(String id, Instant connectedAt, Map<String, String> context) {
    return connectAs(id, connectedAt, context, Map.of());
  }

  /** The same, who asks for this in the URL. */
  JsonObject connectAs(
      String id, Instant connectedAt, Map<String, String> context, Map<String, String> query) {
    return invoke(
        process.connect,
        event(
            "$connect",
            id,
            connectedAt,
            json -> {
              json.writeObjectFieldStart("queryStringParameters");
              for (Map.Entry<String, String> parameter : query.entrySet()) {
                json.writeStringField(parameter.getKey(), parameter.getValue());
              }
              json.writeEndObject();
            },
            json -> {
              json.writeObjectFieldStart("authorizer");
              for (Map.Entry<String, String> value : context.entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
              }
              json.writeEndObject();
            }));
  }

  /**
   * Connects somebody to a room from an address.
   *
   * @param user whom the authorizer knows; empty for a guest
   */
  JsonObject connectFrom(
      String address, Optional<String> user, String room, String id, Instant connectedAt) {
    return invoke(
        process.connect,
        event(
            "$connect",
            id,
            connectedAt,
            json -> {
              json.writeObjectFieldStart("queryStringParameters");
              json.writeStringField("room", room);
              json.writeEndObject();
            },
            json -> {
              identity(json, address);
              json.writeObjectFieldStart("authorizer");
              if (user.isPresent()) {
                json.writeStringField("user_id", user.get());
              }
              json.writeEndObject();
            }));
  }

  /** What the handlers were configured with. */
  Map<String, String> environment() {
    return environment;
  }

  /** Where DynamoDB Local is. */
  static URI tablesEndpoint() {
    return TestTables.endpoint();
  }

  JsonObject connect(String id, Map<String, String> query) {
    return connect(id, query, Instant.now());
  }

  JsonObject connect(String id, Map<String, String> query, Instant connectedAt) {
    return invoke(
        process.connect,
        event(
            "$connect",
            id,
            connectedAt,
            json -> {
              if (!query.isEmpty()) {
                json.writeObjectFieldStart("queryStringParameters");
                for (Map.Entry<String, String> parameter : query.entrySet()) {
                  json.writeStringField(parameter.getKey(), parameter.getValue());
                }
                json.writeEndObject();
              }
            },
            json -> {}));
  }

  JsonObject send(String id, String body) {
    return invoke(
        process.sendMessage, message("sendmessage", id, "m" + messages.incrementAndGet(), body));
  }

  /** Sends another token. */
  JsonObject renew(String id, String body) {
    var handler = new TokenHandler(process.chat, AuthSettings.fromEnvironment(environment));
    return invoke(handler, message("token", id, "m" + messages.incrementAndGet(), body));
  }

  JsonObject sendAs(String messageId, String id, String body) {
    return invoke(process.sendMessage, message("sendmessage", id, messageId, body));
  }

  /** Sends a binary frame, which arrives in base 64. */
  JsonObject sendBytes(String id, byte[] body) {
    return invoke(
        process.sendMessage,
        event(
            "sendmessage",
            id,
            began,
            json -> {
              json.writeStringField("body", Base64.getEncoder().encodeToString(body));
              json.writeBooleanField("isBase64Encoded", true);
            },
            json -> json.writeStringField("messageId", "m" + messages.incrementAndGet())));
  }

  JsonObject fallbackAs(String messageId, String id, String body) {
    return invoke(process.fallback, message("$default", id, messageId, body));
  }

  JsonObject fallback(String id, String body) {
    return invoke(
        process.fallback, message("$default", id, "m" + messages.incrementAndGet(), body));
  }

  JsonObject disconnect(String id, Instant connectedAt, int code, String reason) {
    return invoke(
        process.disconnect,
        event(
            "$disconnect",
            id,
            connectedAt,
            json -> {},
            json -> {
              json.writeNumberField("disconnectStatusCode", code);
              json.writeStringField("disconnectReason", reason);
            }));
  }

  /** The messages in the history, without what else its table keeps. */
  List<Map<String, String>> messages() {
    return tables.items("message_history").stream()
        .filter(item -> item.containsKey("message"))
        .toList();
  }

  /** Runs the reaper. */
  void reap() {
    try {
      new Reaper(process.chat)
          .handleRequest(
              InputStream.nullInputStream(),
              OutputStream.nullOutputStream(),
              new FakeContext(29_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Delivers these jobs in one batch; returns the ids of those reported as failed. */
  List<String> work(List<String> jobs, int remainingMillis) {
    byte[] event = jobEvent(jobs).getBytes(StandardCharsets.UTF_8);
    return invoke(process.worker, event, remainingMillis).objects("batchItemFailures").stream()
        .map(failure -> failure.string("itemIdentifier").orElseThrow())
        .toList();
  }

  /** What SQS delivers for these jobs. */
  static String jobEvent(List<String> jobs) {
    return new String(
        Json.object(
            json -> {
              json.writeArrayFieldStart("Records");
              for (int i = 0; i < jobs.size(); i++) {
                json.writeStartObject();
                json.writeStringField("messageId", "job-" + i);
                json.writeStringField("body", jobs.get(i));
                json.writeEndObject();
              }
              json.writeEndArray();
            }),
        StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.chat.close();
    queue.close();
    callback.close();
  }

  private byte[] message(String route, String id, String messageId, String body) {
    return event(
        route,
        id,
        began.plusMillis(messages.get()), // as ids are in order of time
        json -> json.writeStringField("body", body),
        json -> json.writeStringField("messageId", messageId));
  }

  static byte[] event(
      String route, String id, Instant connectedAt, Json.Writer members, Json.Writer context) {
    return Json.object(
        json -> {
          members.write(json);
          json.writeObjectFieldStart("requestContext");
          json.writeStringField("routeKey", route);
          json.writeStringField("connectionId", id);
          json.writeStringField("requestId", "r");
          json.writeNumberField("connectedAt", connectedAt.toEpochMilli());
          json.writeNumberField("requestTimeEpoch", connectedAt.plus(CONNECTED_FOR).toEpochMilli());
          identity(json, ADDRESS);
          context.write(json);
          json.writeEndObject();
        });
  }

  private static void identity(JsonGenerator json, String address) throws IOException {
    json.writeObjectFieldStart("identity");
    json.writeStringField("sourceIp", address);
    json.writeEndObject();
  }

  private static JsonObject invoke(RequestStreamHandler handler, byte[] event) {
    return invoke(handler, event, 29_000);
  }

  private static JsonObject invoke(
      RequestStreamHandler handler, byte[] event, int remainingMillis) {
    var out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), out, new FakeContext(remainingMillis));
      return Json.parseObject(out.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
