package dev.chatctl.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.TableDefinition;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between functions and DynamoDB Local, and writes no partition more often than AWS would:
 * 1,000 units a second, here a part of that, so that this machine is not what limits. A write takes
 * a unit, in a transaction two.
 */
final class WriteLimits implements AutoCloseable {
  private static final byte[] REFUSAL =
      "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\"}"
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] CANCELLATION =
      ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
              + "\"CancellationReasons\":[{\"Code\":\"ThrottlingError\"},{\"Code\":\"None\"}]}")
          .getBytes(StandardCharsets.UTF_8);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final CompletableFuture<URI> backend = new CompletableFuture<>();

  /** When each partition may be written again, in nanoseconds. */
  private final Map<String, Long> free = new HashMap<>();

  private final Map<String, Long> written = new HashMap<>();
  private volatile double perSecond = Double.POSITIVE_INFINITY;
  private volatile long lastWrite = System.nanoTime();

  WriteLimits() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Where DynamoDB Local is; requests wait until that is known. */
  void forwardTo(URI endpoint) {
    backend.complete(endpoint);
  }

  /** Limits each partition to so many units a second from now on, and counts anew. */
  synchronized void limit(double unitsPerSecond) {
    perSecond = unitsPerSecond;
    free.clear();
    written.clear();
  }

  /** When something was last written or refused. */
  long lastWrite() {
    return lastWrite;
  }

  /** The partition that took the most units since the limit was set, and how many. */
  synchronized Map.Entry<String, Long> busiest() {
    return written.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElse(Map.entry("none", 0L));
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
      String operation = target.substring(target.indexOf('.') + 1);
      Map<String, Long> units =
          units(operation, Json.parseObject(new String(body, StandardCharsets.UTF_8)));
      if (!units.isEmpty()) {
        lastWrite = System.nanoTime();
        if (!take(units)) {
          send(exchange, 400, operation.startsWith("Transact") ? CANCELLATION : REFUSAL);
          return;
        }
      }
      var request =
          HttpRequest.newBuilder(backend.join()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
      for (String header :
          new String[] {"Content-Type", "X-Amz-Target", "X-Amz-Date", "Authorization"}) {
        request.header(header, exchange.getRequestHeaders().getFirst(header));
      }
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      send(exchange, response.statusCode(), response.body());
    } catch (JsonFormatException e) {
      exchange.sendResponseHeaders(400, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All or none, with a tenth of a second's worth in advance. */
  private synchronized boolean take(Map<String, Long> units) {
    long now = System.nanoTime();
    long ahead = now + 100_000_000L;
    if (units.keySet().stream().anyMatch(key -> free.getOrDefault(key, now) > ahead)) {
      return false;
    }
    units.forEach(
        (key, taken) -> {
          written.merge(key, taken, Long::sum);
          long from = Math.max(now, free.getOrDefault(key, now));
          free.put(key, from + (long) (taken / perSecond * 1e9));
        });
    return true;
  }

  /** What a request writes, by partition. */
  private static Map<String, Long> units(String operation, JsonObject request)
      throws JsonFormatException {
    var units = new HashMap<String, Long>();
    switch (operation) {
      case "PutItem" -> units.merge(partition(request, "Item"), 1L, Long::sum);
      case "UpdateItem", "DeleteItem" -> units.merge(partition(request, "Key"), 1L, Long::sum);
      case "TransactWriteItems" -> {
        for (JsonObject part : request.objects("TransactItems")) {
          String kind = part.names().iterator().next();
          String keys = kind.equals("Put") ? "Item" : "Key";
          units.merge(partition(part.object(kind), keys), 2L, Long::sum);
        }
      }
      default -> {}
    }
    return units;
  }

  private static String partition(JsonObject write, String keys) throws JsonFormatException {
    String table = write.require("TableName");
    TableDefinition definition =
        ApiDefinition.load().tables().values().stream()
            .filter(known -> table.endsWith(known.name().replace('_', '-')))
            .findFirst()
            .or(
                () ->
                    ApiDefinition.load().tables().values().stream()
                        .filter(known -> table.endsWith(known.name()))
                        .findFirst())
            .orElseThrow(() -> new IllegalArgumentException(table));
    String key = definition.partitionKey().name();
    return definition.name() + " " + write.object(keys).object(key).require("S");
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
