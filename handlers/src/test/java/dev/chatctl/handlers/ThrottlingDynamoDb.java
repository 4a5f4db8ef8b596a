package dev.chatctl.handlers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before DynamoDB Local and throttles the operations a test names. */
final class ThrottlingDynamoDb implements AutoCloseable {
  private static final byte[] REFUSAL =
      "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\"}"
          .getBytes(StandardCharsets.UTF_8);

  /** AWS: a transaction says of each of its parts why it was not done. */
  private static final byte[] CANCELLATION =
      ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
              + "\"CancellationReasons\":[{\"Code\":\"ThrottlingError\"},{\"Code\":\"None\"}]}")
          .getBytes(StandardCharsets.UTF_8);

  private static final Pattern TABLE_NAME = Pattern.compile("\"TableName\":\"([^\"]+)\"");

  private final URI backend;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Map<String, AtomicInteger> throttles = new ConcurrentHashMap<>();

  ThrottlingDynamoDb(URI backend) throws IOException {
    this.backend = backend;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Throttles the next requests of an operation, as in PutItem. */
  void throttle(String operation, int requests) {
    throttle(operation, "", requests);
  }

  /** Throttles the next requests of an operation on a table. */
  void throttle(String operation, String table, int requests) {
    throttles.put(operation + "/" + table, new AtomicInteger(requests));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    client.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (isThrottled(target.substring(target.indexOf('.') + 1), body)) {
        send(exchange, 400, target.endsWith("TransactWriteItems") ? CANCELLATION : REFUSAL);
        return;
      }
      var request =
          HttpRequest.newBuilder(backend).POST(HttpRequest.BodyPublishers.ofByteArray(body));
      for (String header :
          new String[] {"Content-Type", "X-Amz-Target", "X-Amz-Date", "Authorization"}) {
        request.header(header, exchange.getRequestHeaders().getFirst(header));
      }
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      send(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isThrottled(String operation, byte[] body) {
    Matcher named = TABLE_NAME.matcher(new String(body, StandardCharsets.UTF_8));
    return takes(operation + "/") || (named.find() && takes(operation + "/" + named.group(1)));
  }

  private boolean takes(String throttle) {
    AtomicInteger left = throttles.get(throttle);
    return left != null && left.getAndDecrement() > 0;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
