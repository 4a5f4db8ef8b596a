package dev.chatctl.local.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.http.LoopbackServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsHandlerTest {
  private static final String LINE =
      "{\"_aws\":{\"Timestamp\":7000,\"CloudWatchMetrics\":[{\"Namespace\":\"chatctl\","
          + "\"Dimensions\":[[\"service\"]],\"Metrics\":[{\"Name\":\"Gone\",\"Unit\":\"Count\"}]}]},"
          + "\"service\":\"chat\",\"Gone\":[0,3]}";

  private final MetricStore store = new MetricStore();

  @Test
  void tellsSamplesBySecondWithTheirBuckets() throws Exception {
    store.add("AWS/Lambda", "Duration", Map.of("FunctionName", "f"), 10, 5_000);
    store.add("AWS/Lambda", "Duration", Map.of("FunctionName", "f"), 10, 5_999);
    store.add("AWS/Lambda", "Duration", Map.of("FunctionName", "f"), 0, 6_000);

    assertThat(get("?since=0"))
        .endsWith(
            "\"dimensions\":{\"FunctionName\":\"f\"},\"points\":["
                + "[5,2,20,10,10,[116,2]],[6,1,0,0,0,[-100000,1]]]}]}");
    assertThat(get("?since=6")).doesNotContain("[5,2").contains("[6,1");
  }

  @Test
  void takesLinesInTheEmbeddedMetricFormat() throws Exception {
    assertThat(post(LINE + "\n" + LINE)).isEqualTo(204);
    assertThat(get("")).contains("\"name\":\"Gone\"").contains("[7,4,6,0,3,");
  }

  @Test
  void takesNoLineOfThoseWithOneThatIsNone() throws Exception {
    assertThat(post(LINE + "\nhello")).isEqualTo(400);
    assertThat(get("")).endsWith("\"series\":[]}");
  }

  private String get(String query) throws Exception {
    return send("GET", query, "").body();
  }

  private int post(String body) throws Exception {
    return send("POST", "", body).statusCode();
  }

  private HttpResponse<String> send(String method, String query, String body) throws Exception {
    try (var server = LoopbackServer.bind(0);
        var client = HttpClient.newHttpClient()) {
      server.add("/", new MetricsHandler(store));
      server.start();
      var request =
          HttpRequest.newBuilder(server.uri("/" + query))
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
