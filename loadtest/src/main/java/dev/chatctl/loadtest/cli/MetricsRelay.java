package dev.chatctl.loadtest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.cli.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Between the shards of a run and the metrics endpoint. Counts and latencies of several processes
 * add up by themselves, as CloudWatch does it; the listeners that are open are a level, of which a
 * dashboard shows the highest, so each line gets that of all shards together.
 */
final class MetricsRelay implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_LINE = 1 << 20;

  private final LoopbackServer server;
  private final MetricsPoster endpoint;
  private final Map<String, Long> listeners = new ConcurrentHashMap<>();

  private MetricsRelay(LoopbackServer server, MetricsPoster endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Listens on loopback and passes on to that endpoint. */
  static MetricsRelay to(URI endpoint) throws IOException {
    LoopbackServer server = LoopbackServer.bind(0);
    MetricsRelay relay = new MetricsRelay(server, new MetricsPoster(endpoint));
    server.add("/", relay::handle);
    server.start();
    return relay;
  }

  /** Where that shard is to post. */
  URI urlFor(int shard) {
    return server.uri("/" + shard);
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode line = JSON.readTree(LoopbackServer.body(exchange, LONGEST_LINE));
    if (line instanceof ObjectNode metrics && metrics.has(MetricsFeed.LISTENERS)) {
      listeners.put(
          exchange.getRequestURI().getPath(), metrics.get(MetricsFeed.LISTENERS).longValue());
      long all = listeners.values().stream().mapToLong(Long::longValue).sum();
      endpoint.post(metrics.put(MetricsFeed.LISTENERS, all).toString());
    }
    exchange.sendResponseHeaders(204, -1);
  }

  @Override
  public void close() {
    server.close();
    endpoint.close();
  }
}
