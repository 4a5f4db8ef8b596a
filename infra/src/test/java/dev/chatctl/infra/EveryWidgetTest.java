package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.core.metrics.Metric;
import dev.chatctl.dashboard.Dashboards;
import dev.chatctl.dashboard.preview.Export;
import dev.chatctl.dashboard.preview.Source;
import dev.chatctl.local.LocalStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preview of a run on the local stack leaves no widget of any dashboard empty. */
class EveryWidgetTest {
  private static final Pattern EMPTY = Pattern.compile("<body data-empty=\"([^\"]*)\">");

  @TempDir private Path folder;

  @Test
  @Needs(Need.CHROMIUM)
  void everyWidgetShowsDataDuringALoadTest() throws Exception {
    Path browser = Need.CHROMIUM.path();
    Path page = folder.resolve("page.html");
    try (var stack = LocalStack.start(0);
        var http = HttpClient.newHttpClient()) {
      chat(http, stack.addresses().api().webSocketUrl());
      URI metrics = stack.addresses().controls().metricsEndpoint();
      tellLoad(http, metrics);
      var source = new Source.Live(metrics, stack.addresses().aws().logsEndpoint());
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(source.metrics(0)).contains("AWS/SQS"));
      new Export("").write(source, "overview", page);
    }

    for (String dashboard : Dashboards.names()) {
      assertThat(emptyWidgets(browser, page, dashboard)).as(dashboard).isEmpty();
    }
  }

  private static void chat(HttpClient http, URI url) {
    var received = new AtomicInteger();
    WebSocket socket =
        http.newWebSocketBuilder()
            .buildAsync(
                url,
                new WebSocket.Listener() {
                  @Override
                  public @Nullable CompletionStage<?> onText(
                      WebSocket webSocket, CharSequence data, boolean last) {
                    received.incrementAndGet();
                    webSocket.request(1);
                    return null;
                  }
                })
            .join();
    socket.sendText("{\"action\":\"sendmessage\",\"message\":\"hello\"}", true).join();
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(received).hasPositiveValue());
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  /** Every metric that a load test emits, as it does: a line in the embedded metric format. */
  private static void tellLoad(HttpClient http, URI metrics) throws Exception {
    String names =
        loadMetrics().map("{\"Name\":\"%s\"}"::formatted).collect(Collectors.joining(","));
    String values = loadMetrics().map(",\"%s\":1"::formatted).collect(Collectors.joining());
    String line =
        """
        {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"chatctl",\
        "Dimensions":[["service","stage"]],"Metrics":[%s]}]},"service":"chat","stage":"local"%s}\
        """
            .formatted(System.currentTimeMillis(), names, values);
    var request =
        HttpRequest.newBuilder(metrics).POST(HttpRequest.BodyPublishers.ofString(line)).build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
  }

  private static Stream<String> loadMetrics() {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.emitter() == Metric.Emitter.LOAD_TEST)
        .map(Metric::cloudWatchName);
  }

  /** The titles of those that found nothing to show. */
  private String emptyWidgets(Path browser, Path page, String dashboard) throws Exception {
    Finished drawn =
        Finished.of(
            new ProcessBuilder(
                    browser.toString(),
                    "--headless",
                    "--disable-gpu",
                    "--no-sandbox",
                    "--user-data-dir=" + folder.resolve("profile"),
                    "--dump-dom",
                    page.toUri() + "#" + dashboard)
                .redirectError(ProcessBuilder.Redirect.DISCARD));
    var empty = EMPTY.matcher(drawn.output());
    assertThat(empty.find()).as("%s was drawn", dashboard).isTrue();
    return empty.group(1);
  }
}
