package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFeedTest {
  private static final Path DASHBOARD = Path.of("../dashboards/load-test.json");

  @TempDir private Path folder;
  private final List<JsonNode> lines = new CopyOnWriteArrayList<>();

  private HttpServer endpoint() throws IOException {
    HttpServer endpoint =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext(
        "/metrics",
        exchange -> {
          lines.add(new ObjectMapper().readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    endpoint.start();
    return endpoint;
  }

  private long sum(String metric) {
    return lines.stream().mapToLong(line -> line.path(metric).asLong()).sum();
  }

  /** A broadcast of two seconds that tells the endpoint. */
  private void run(Object... more) throws IOException {
    HttpServer endpoint = endpoint();
    Cli cli = new Cli();
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      String metrics = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/metrics";
      List<Object> args = new ArrayList<>(List.of("loadtest", "broadcast", "--url", server.url()));
      args.addAll(List.of("--out", folder, "--rate", "20:2s", "--warm-up", 2, "--linger", "200ms"));
      args.addAll(List.of("--metrics", metrics));
      args.addAll(List.of(more));
      cli.delivered(cli.run(args.toArray()));
    } finally {
      endpoint.stop(0);
    }
  }

  @Test
  void tellsTheDashboardWhatItShows() throws IOException {
    run("--clients", 5);

    // What the last moment brings is posted as the process ends, and may be missed.
    assertThat(sum("LoadSent")).isBetween(20L, 40L);
    // The three are counted by the same message, but each is looked at a moment after the other.
    assertThat(sum("LoadOffered")).isBetween(sum("LoadSent") - 1, sum("LoadSent") + 1);
    assertThat(sum("LoadExpected")).isBetween(5 * sum("LoadSent") - 5, 5 * sum("LoadSent") + 5);
    assertThat(sum("LoadDelivered")).isBetween(100L, 200L);
    assertThat(lines)
        .anySatisfy(line -> assertThat(line.path("LoadListeners").asInt()).isEqualTo(5));
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.path("service").asText()).isEqualTo("chat");
              assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText())
                  .isEqualTo("chatctl");
            });
    assertThat(shownOnTheDashboard())
        .allSatisfy(
            name -> assertThat(lines).anySatisfy(line -> assertThat(line.has(name)).isTrue()));
  }

  @Test
  void tellsTheListenersOfAllShardsTogether() throws IOException {
    run("--clients", 7, "--shards", 2);

    assertThat(lines.stream().mapToLong(line -> line.path("LoadListeners").asLong()).max())
        .hasValue(7);
    assertThat(sum("LoadSent")).isBetween(20L, 40L);
  }

  private static Set<String> shownOnTheDashboard() throws IOException {
    return Pattern.compile("\"(Load\\w+)\"")
        .matcher(Files.readString(DASHBOARD))
        .results()
        .map(MatchResult::group)
        .map(name -> name.replace("\"", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
