package dev.chatctl.local.logs;

import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.cli.output.Document;
import dev.chatctl.cli.output.JsonText;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * The endpoint for SDK clients of CloudWatch Logs, on loopback. AWS: POST / with the operation in
 * X-Amz-Target, JSON 1.1 both ways; errors carry their type in the body. Signatures are not
 * checked.
 */
public final class LogsEndpoint implements AutoCloseable {
  private static final String TARGET = "Logs_20140328.";

  /** AWS: PutLogEvents takes 1 MB of lines, which is more once they are JSON. */
  private static final int LONGEST_BODY = 8 << 20;

  private static final String JSON = "application/x-amz-json-1.1";

  private final LogStore store;
  private final LoopbackServer server;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Map<String, Operation> operations;

  /** Answers a request with a document. */
  @FunctionalInterface
  private interface Operation {
    Document apply(LogsRequest request) throws LogsException;
  }

  private LogsEndpoint(LogStore store, LoopbackServer server) {
    this.store = store;
    this.server = server;
    var manage = new Operations(store);
    var search = new Search(store);
    this.operations =
        Map.of(
            "CreateLogGroup", manage::createGroup,
            "DeleteLogGroup", manage::deleteGroup,
            "CreateLogStream", manage::createStream,
            "DescribeLogGroups", manage::describeGroups,
            "DescribeLogStreams", manage::describeStreams,
            "PutLogEvents", manage::putEvents,
            "FilterLogEvents", search::filter,
            "GetLogEvents", search::get);
  }

  /** Starts it on a free port. */
  public static LogsEndpoint start(LogStore store) throws IOException {
    var endpoint = new LogsEndpoint(store, LoopbackServer.bind(0));
    endpoint.server.add("/", endpoint::handle);
    endpoint.server.start();
    return endpoint;
  }

  /** The value for an SDK client's endpoint override. */
  public URI endpoint() {
    return server.uri("");
  }

  @Override
  public void close() {
    stop.countDown();
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation =
        target != null && target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
    try {
      LogsRequest request = read(LoopbackServer.body(exchange, LONGEST_BODY));
      if (operation.equals("StartLiveTail")) {
        stream(exchange, LiveTail.of(store, request));
      } else {
        answer(200, operation(operation).apply(request)).send(exchange);
      }
    } catch (LogsException e) {
      answer(400, error(e.type(), e)).send(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops
    } catch (RuntimeException e) {
      // The server would close the connection without a word.
      answer(500, error("InternalFailure", e)).send(exchange);
    }
  }

  private Operation operation(String name) throws LogsException {
    Operation operation = operations.get(name);
    if (operation == null) {
      throw new LogsException(
          "UnknownOperationException",
          "X-Amz-Target: %s (expected: one of %s)".formatted(name, operations.keySet()));
    }
    return operation;
  }

  private static LogsRequest read(byte[] body) throws IOException, LogsException {
    try {
      return new LogsRequest(Json.parseObject(new ByteArrayInputStream(body)));
    } catch (JsonFormatException e) {
      throw new LogsException("SerializationException", String.valueOf(e.getMessage()));
    }
  }

  private static Document error(String type, Exception e) {
    return Document.of("__type", type).with("message", String.valueOf(e.getMessage()));
  }

  private static Answer answer(int status, Document document) {
    return new Answer(status, JSON, JsonText.compact(document));
  }

  private void stream(HttpExchange exchange, LiveTail tail)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.amazon.eventstream");
    exchange.sendResponseHeaders(200, 0); // of unknown length
    OutputStream out = new BufferedOutputStream(exchange.getResponseBody());
    try {
      tail.run(out, stop);
    } catch (IOException e) {
      return; // the client has gone, which is how a session ends
    }
  }
}
