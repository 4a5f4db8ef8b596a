package dev.chatctl.admin.startup;

import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.core.discovery.LocalStackFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Just enough of DynamoDB, @connections and CloudWatch Logs to answer the training run. */
final class StubServices implements AutoCloseable {
  private static final String ROW =
      """
      {"room_shard":{"S":"lobby#0"},"connection_id":{"S":"a="},"room":{"S":"lobby"},\
      "name":{"S":"ann"},"dialect":{"S":"envelope"},"source_ip":{"S":"127.0.0.0"},\
      "connected_at":{"S":"2026-01-01T00:00:00.000Z"},"shard_count":{"N":"1"},\
      "members":{"N":"1"},"message_count":{"N":"1"}}\
      """;

  /** So many that the archive also keeps which methods a listing should compile first. */
  private static final String ROWS = String.join(",", Collections.nCopies(1_000, ROW));

  private static final String EVENT =
      """
      {"logStreamName":"s","timestamp":1,"message":"line","ingestionTime":1,"eventId":"1"}\
      """;

  private final LoopbackServer server;
  private final Path folder;

  private StubServices(LoopbackServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static StubServices start() throws IOException {
    LoopbackServer server = LoopbackServer.bind(0);
    server.add("/", StubServices::answer);
    server.start();
    var stub = new StubServices(server, Files.createTempDirectory("chatctl-startup"));
    LocalStackFile.of(
            Map.of("XDG_RUNTIME_DIR", stub.folder.toString()), System.getProperty("user.name"))
        .write(stub.addresses());
    return stub;
  }

  /** Where {@code --local} finds them. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    server.close();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private String addresses() {
    URI url = server.uri("");
    return """
    {"websocket_url": "ws://127.0.0.1/", "management_endpoint": "%1$s/stage",
     "dynamodb_endpoint": "%1$s", "logs_endpoint": "%1$s", "region": "us-east-1",
     "tables": {"active_connections": "a", "session_history": "s", "message_history": "m",
       "rooms": "r", "limits": "l", "moderation": "o"},
     "log_groups": {"connect": "/aws/lambda/connect"}}
    """
        .formatted(url);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    int status = exchange.getRequestMethod().equals("DELETE") ? 204 : 200;
    new Answer(status, Answer.JSON, target == null ? connection(exchange) : document(target))
        .send(exchange);
  }

  private static String connection(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET")
        ? "{\"connectedAt\":\"2026-01-01T00:00:00.000Z\",\"lastActiveAt\":\"2026-01-01T00:00:00.000Z\","
              + "\"identity\":{\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"x\"}}"
        : "";
  }

  private static String document(String target) {
    return switch (target.substring(target.indexOf('.') + 1)) {
      case "Scan" -> "{\"Items\":[" + ROWS + "],\"Count\":1000,\"ScannedCount\":1000}";
      case "Query" -> "{\"Items\":[" + ROW + "],\"Count\":1,\"ScannedCount\":1}";
      case "GetItem" -> "{\"Item\":" + ROW + "}";
      case "FilterLogEvents" -> "{\"events\":[" + EVENT + "]}";
      default -> "{}";
    };
  }
}
