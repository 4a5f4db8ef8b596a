package dev.chatctl.core.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The sending side of an SQS queue over real HTTP: keeps the bodies until a test takes them. */
public final class FakeQueue implements AutoCloseable {
  private final HttpServer server;
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

  private volatile boolean refusing;

  public FakeQueue() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Takes everything out of the queue. */
  public List<String> takeAll() {
    var taken = new ArrayList<String>();
    for (String body = bodies.poll(); body != null; body = bodies.poll()) {
      taken.add(body);
    }
    return taken;
  }

  /** Whether to take no more for now. */
  public void refuse(boolean now) {
    refusing = now;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (refusing) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      List<JsonObject> entries = Json.parseObject(exchange.getRequestBody()).objects("Entries");
      byte[] response =
          Json.object(
              json -> {
                json.writeArrayFieldStart("Failed");
                json.writeEndArray();
                json.writeArrayFieldStart("Successful");
                for (JsonObject entry : entries) {
                  String body = entry.string("MessageBody").orElseThrow();
                  bodies.add(body);
                  json.writeStartObject();
                  json.writeStringField("Id", entry.string("Id").orElseThrow());
                  json.writeStringField("MessageId", "queued");
                  json.writeStringField("MD5OfMessageBody", md5(body));
                  json.writeEndObject();
                }
                json.writeEndArray();
              });
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(200, response.length);
      exchange.getResponseBody().write(response);
    } catch (JsonFormatException e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private static String md5(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
