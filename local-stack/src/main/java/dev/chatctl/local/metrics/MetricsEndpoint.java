package dev.chatctl.local.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.local.http.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells and takes metrics over HTTP on the loopback interface.
 *
 * <ul>
 *   <li>{@code GET /metrics?since=SECOND} answers {@code {"bucket_base": 1.02, "series":
 *       [{"namespace", "name", "dimensions": {}, "points": [[second, count, sum, min, max, [bucket,
 *       count, ...]], ...]}]}}.
 *   <li>{@code POST /metrics} takes lines in the embedded metric format, as a load test in another
 *       process writes them: 204, or 400 for a line without metrics.
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
    endpoint.server.add(PATH, endpoint::answer);
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

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "GET" -> respond(exchange, 200, json(since(exchange.getRequestURI().getQuery())));
        case "POST" -> {
          byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
          boolean taken = new String(body, StandardCharsets.UTF_8).lines().allMatch(embedded::read);
          respond(exchange, taken ? 204 : 400, new byte[0]);
        }
        default -> respond(exchange, 405, new byte[0]);
      }
    }
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static long since(@org.jspecify.annotations.Nullable String query) {
    Matcher since = SINCE.matcher(query == null ? "" : query);
    return since.find() ? Long.parseLong(since.group(1)) : 0;
  }

  private byte[] json(long since) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = bytes;
        JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("bucket_base", Seconds.BASE);
      json.writeNumberField("zero_bucket", Seconds.ZERO);
      json.writeArrayFieldStart("series");
      store.each(since, (series, points) -> write(json, series, points));
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) { // a byte array throws none
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
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
