package dev.chatctl.local.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.local.http.Answer;
import dev.chatctl.local.http.Body;
import dev.chatctl.local.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells and takes metrics over HTTP on the loopback interface.
 *
 * <ul>
 *   <li>{@code GET /metrics?since=SECOND} answers {@code {"bucket_base": 1.02, "series":
 *       [{"namespace", "name", "dimensions": {}, "points": [[second, count, sum, min, max, [bucket,
 *       count, ...]], ...]}]}}.
 *   <li>{@code POST /metrics} takes lines in the embedded metric format, as a load test in another
 *       process writes them: 204, or 400 and none of them for a line without metrics.
 * </ul>
 */
public final class MetricsEndpoint implements AutoCloseable {
  private static final Pattern SINCE = Pattern.compile("since=(\\d{1,12})");
  private static final String PATH = "/metrics";
  private static final int LONGEST_BODY = 4 << 20;

  private final MetricStore store;
  private final EmbeddedMetrics embedded;
  private final LoopbackServer server;

  private MetricsEndpoint(MetricStore store, LoopbackServer server) {
    this.store = store;
    this.embedded = new EmbeddedMetrics(store);
    this.server = server;
  }

  /** Serves a store on a free port. */
  public static MetricsEndpoint start(MetricStore store) throws IOException {
    var endpoint = new MetricsEndpoint(store, LoopbackServer.bind());
    endpoint.server.add(PATH, exchange -> endpoint.answer(exchange).send(exchange));
    endpoint.server.start();
    return endpoint;
  }

  public URI uri() {
    return server.uri(PATH);
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> tell(since(exchange.getRequestURI().getQuery()));
      case "POST" -> take(new String(Body.read(exchange, LONGEST_BODY), UTF_8));
      default -> Answer.text(405, exchange.getRequestMethod() + " (expected: GET or POST)");
    };
  }

  private Answer take(String lines) {
    return embedded.readAll(lines.lines().toList())
        ? new Answer(204, Answer.JSON, "")
        : Answer.text(400, "body: a line without metrics (expected: the embedded metric format)");
  }

  private static long since(@Nullable String query) {
    Matcher since = SINCE.matcher(query == null ? "" : query);
    return since.find() ? Long.parseLong(since.group(1)) : 0;
  }

  private Answer tell(long since) {
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("bucket_base", Seconds.BASE);
          json.writeNumberField("zero_bucket", Seconds.ZERO);
          json.writeArrayFieldStart("series");
          store.each(since, (series, points) -> write(json, series, points));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Series series, List<Point> points) {
    try {
      json.writeStartObject();
      json.writeStringField("namespace", series.namespace());
      json.writeStringField("name", series.name());
      json.writeObjectFieldStart("dimensions");
      for (Map.Entry<String, String> dimension : series.dimensions().entrySet()) {
        json.writeStringField(dimension.getKey(), dimension.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("points");
      for (Point point : points) {
        json.writeStartArray();
        json.writeNumber(point.second());
        json.writeNumber(point.count());
        json.writeNumber(point.sum());
        json.writeNumber(point.min());
        json.writeNumber(point.max());
        json.writeStartArray();
        for (Map.Entry<Integer, Integer> bucket : point.buckets().entrySet()) {
          json.writeNumber(bucket.getKey());
          json.writeNumber(bucket.getValue());
        }
        json.writeEndArray();
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
