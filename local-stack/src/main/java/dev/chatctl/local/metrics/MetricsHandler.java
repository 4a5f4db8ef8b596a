package dev.chatctl.local.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.cli.output.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells and takes metrics over HTTP.
 *
 * <ul>
 *   <li>{@code GET ?since=SECOND} answers {@code {"bucket_base": 1.02, "series": [{"namespace",
 *       "name", "dimensions": {}, "points": [[second, count, sum, min, max, [bucket, count, ...]],
 *       ...]}]}}.
 *   <li>{@code POST} takes lines in the embedded metric format, as a load test in another process
 *       writes them: 204, or 400 and none of them for a line without metrics.
 * </ul>
 */
public record MetricsHandler(MetricStore store) implements HttpHandler {
  private static final Pattern SINCE = Pattern.compile("since=(\\d{1,12})");
  private static final int LONGEST_BODY = 4 << 20;

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answer(exchange).send(exchange);
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> tell(since(exchange.getRequestURI().getQuery()));
      case "POST" -> take(new String(LoopbackServer.body(exchange, LONGEST_BODY), UTF_8));
      default -> Answer.text(405, exchange.getRequestMethod() + " (expected: GET or POST)");
    };
  }

  private Answer take(String lines) {
    return new EmbeddedMetrics(store).readAll(lines.lines().toList())
        ? new Answer(204, Answer.JSON, "")
        : Answer.text(400, "body: a line without metrics (expected: the embedded metric format)");
  }

  private static long since(@Nullable String query) {
    Matcher since = SINCE.matcher(query == null ? "" : query);
    return since.find() ? Long.parseLong(since.group(1)) : 0;
  }

  private Answer tell(long since) {
    var all = new ArrayList<Document>();
    store.each(since, (series, seconds) -> all.add(document(series, seconds)));
    return Answer.json(
        200,
        Document.of("bucket_base", SecondSamples.BASE)
            .with("zero_bucket", SecondSamples.ZERO)
            .with("series", all));
  }

  private static Document document(Series series, SortedMap<Long, SecondSamples> seconds) {
    return Document.of("namespace", series.namespace())
        .with("name", series.name())
        .with("dimensions", series.dimensions())
        .with(
            "points",
            seconds.entrySet().stream()
                .map(second -> second.getValue().document(second.getKey()))
                .toList());
  }
}
