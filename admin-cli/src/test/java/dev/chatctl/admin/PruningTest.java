package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.cli.TestTerminal;
import dev.chatctl.core.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broadcast whose rows may not be removed. */
class PruningTest {
  @TempDir Path home;

  @Test
  void aRefusalToPruneEndsNoBroadcast() throws Exception {
    try (var aws = FakeAws.start(PruningTest::answer)) {
      var sent =
          new TestTerminal(home, Admin::run)
              .with("AWS_ENDPOINT_URL", aws.endpoint())
              .with("AWS_REGION", "eu-west-1")
              .with("ACTIVE_CONNECTIONS_TABLE", "a")
              .with("SESSION_HISTORY_TABLE", "s")
              .with("MESSAGE_HISTORY_TABLE", "m")
              .with("ROOMS_TABLE", "r")
              .run(
                  "broadcast",
                  "news",
                  "--yes",
                  "--prune",
                  "-o",
                  "json",
                  "--endpoint-url",
                  aws.endpoint() + "/dev");

      assertThat(sent.exitCode()).as(sent.err()).isEqualTo(5);
      assertThat(Json.parseObject(sent.out()).integer("gone")).hasValue(2);
      assertThat(sent.err())
          .contains("Not pruned: 2 of 2 rows: access denied: the permission dynamodb:DeleteItem");
    }
  }

  private static FakeAws.Answer answer(HttpExchange request) {
    if (request.getRequestURI().getPath().contains("@connections")) {
      return new FakeAws.Answer(410, "");
    }
    String operation =
        String.valueOf(request.getRequestHeaders().getFirst("X-Amz-Target"))
            .replaceFirst(".*\\.", "");
    return switch (operation) {
      case "Scan" -> new FakeAws.Answer(200, "{\"Items\":[%s,%s]}".formatted(row("a="), row("b=")));
      case "DeleteItem" ->
          new FakeAws.Answer(
              400,
              "{\"__type\":\"AccessDeniedException\",\"message\":\"User: u is not authorized to"
                  + " perform: dynamodb:DeleteItem on resource: arn:a because\"}");
      default -> new FakeAws.Answer(200, "{}");
    };
  }

  private static String row(String id) {
    return """
    {"room_shard": {"S": "lobby#0"}, "connection_id": {"S": "%s"}, "name": {"S": "ann"},
     "dialect": {"S": "envelope"}, "source_ip": {"S": "203.0.113.0"},
     "connected_at": {"S": "2026-01-01T00:00:00.000Z"}}
    """
        .formatted(id);
  }
}
