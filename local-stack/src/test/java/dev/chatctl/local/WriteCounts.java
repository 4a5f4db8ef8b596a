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
 * Stands between functions and DynamoDB Local, and counts what they write to each partition: a unit
 * for a write, in a transaction two. AWS: a partition takes 1,000 of them a second.
 */
final class WriteCounts implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final CompletableFuture<URI> backend = new CompletableFuture<>();

  private final Map<String, Long> written = new HashMap<>();
  private volatile long lastWrite = System.nanoTime();

  WriteCounts() throws IOException {
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

  /** When something was last written. */
  long lastWrite() {
    return lastWrite;
  }

  /** The partition that took the most units since this was asked last, and how many. */
  synchronized Map.Entry<String, Long> busiest() {
    Map.Entry<String, Long> most =
        written.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    written.clear();
    return most;
  }

  private synchronized void count(Map<String, Long> units) {
    units.forEach((partition, taken) -> written.merge(partition, taken, Long::sum));
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
        count(units);
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
