package dev.chatctl.local.queue;

import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.cli.output.Document;
import dev.chatctl.cli.output.JsonText;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where functions send jobs: SQS as far as they use it, which is {@code SendMessageBatch}, on
 * loopback. AWS: POST / with the operation in X-Amz-Target, JSON 1.0 both ways.
 */
public final class QueueEndpoint implements AutoCloseable {
  private static final String OPERATION = "AmazonSQS.SendMessageBatch";
  private static final String JSON = "application/x-amz-json-1.0";

  /** AWS: a batch holds 256 KiB, which is more once it is JSON. */
  private static final int LONGEST_BODY = 1 << 20;

  private final LoopbackServer server;
  private final Map<String, LocalQueue> queues = new ConcurrentHashMap<>();

  private QueueEndpoint(LoopbackServer server) {
    this.server = server;
  }

  /** Starts it on a free port. */
  public static QueueEndpoint start() throws IOException {
    var endpoint = new QueueEndpoint(LoopbackServer.bind(0));
    endpoint.server.add("/", exchange -> endpoint.answer(exchange).send(exchange));
    endpoint.server.start();
    return endpoint;
  }

  /** The value for an SDK client's endpoint override. */
  public URI endpoint() {
    return server.uri("");
  }

  /** Lets functions send to a queue. */
  public void add(LocalQueue queue) {
    queues.put(url(queue), queue);
  }

  /** What functions call a queue. */
  public String url(LocalQueue queue) {
    return server.uri("/000000000000/" + queue.name()).toString();
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    byte[] body = LoopbackServer.body(exchange, LONGEST_BODY);
    if (!target.equals(OPERATION)) {
      return refusal(
          "UnknownOperationException", "X-Amz-Target: another (expected: " + OPERATION + ")");
    }
    try {
      JsonObject request = Json.parseObject(new ByteArrayInputStream(body));
      LocalQueue queue = queues.get(request.require("QueueUrl"));
      return queue == null
          ? refusal("QueueDoesNotExist", "QueueUrl: no such queue")
          : new Answer(200, JSON, JsonText.compact(sent(queue, request.objects("Entries"))));
    } catch (JsonFormatException e) {
      return refusal("SerializationException", e.problem());
    }
  }

  private static Document sent(LocalQueue queue, List<JsonObject> entries)
      throws JsonFormatException {
    var sent = new ArrayList<Document>();
    for (JsonObject entry : entries) {
      String body = entry.require("MessageBody");
      String id = queue.send(entry.string("MessageGroupId").orElse(""), body);
      sent.add(Document.of("Id", entry.require("Id")).with("MessageId", id));
    }
    return Document.of("Successful", sent).with("Failed", List.of());
  }

  private static Answer refusal(String type, String message) {
    return new Answer(
        400,
        JSON,
        JsonText.compact(
            Document.of("__type", "com.amazonaws.sqs#" + type).with("message", message)));
  }
}
