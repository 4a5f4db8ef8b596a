package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.asynchttpclient.Dsl.asyncHttpClient;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.asynchttpclient.AsyncHttpClient;

/**
 * How long a room of 50 waits for its messages without and with strangers whose handshakes are
 * refused, and the sums that alarms look at. Run by local-stack/refused-handshakes-benchmark.
 */
final class RefusedHandshakesBenchmark {
  private static final int MEMBERS = 50;
  private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(100);
  private static final int BATCHES_A_SECOND = 100;
  private static final List<String> SEEN_BY_ALARMS =
      List.of(
          "HandshakesRefused",
          "SocketsRefused",
          "ClientError",
          "ConnectCount",
          "Errors",
          "Throttles",
          "IntegrationError",
          "ExecutionError",
          "Undelivered");

  private RefusedHandshakesBenchmark() {}

  /** Arguments: handshakes a second, and for how many seconds. */
  public static void main(String[] args) throws Exception {
    int rate = Integer.parseInt(args[0]);
    Duration length = Duration.ofSeconds(Integer.parseInt(args[1]));
    try (AsyncHttpClient client = asyncHttpClient();
        var stack =
            LocalStack.start(
                StackOptions.defaults().withEnvironment(Map.of("LOG_LEVEL", "ERROR")))) {
      URI api = stack.addresses().api().webSocketUrl();
      try (var members = new Audience(client, URI.create(api + "?echo=on"), MEMBERS)) {
        listen(members, length.dividedBy(4), "warm-up");
        print("without", listen(members, length, "without"));
        var refused = new AtomicInteger();
        var other = new AtomicInteger();
        try (var clock = Executors.newSingleThreadScheduledExecutor();
            var strangers = Executors.newVirtualThreadPerTaskExecutor()) {
          var flood =
              clock.scheduleAtFixedRate(
                  () -> {
                    for (int i = 0; i < rate / BATCHES_A_SECOND; i++) {
                      strangers.execute(() -> (isRefused(api) ? refused : other).incrementAndGet());
                    }
                  },
                  0,
                  1_000 / BATCHES_A_SECOND,
                  TimeUnit.MILLISECONDS);
          print("with", listen(members, length, "with"));
          flood.cancel(false);
        }
        System.out.printf(
            "%d handshakes refused with 403 meanwhile, %d answered otherwise%n",
            refused.get(), other.get());
      }
      for (String metric : SEEN_BY_ALARMS) {
        System.out.printf("%s %.0f%n", metric, sum(stack, metric));
      }
    }
    System.exit(0); // DynamoDB Local leaves threads behind
  }

  private static List<Duration> listen(Audience members, Duration length, String name)
      throws Exception {
    List<Duration> times = new ArrayList<>();
    for (long i = 0; i < length.dividedBy(BETWEEN_MESSAGES); i++) {
      long due = System.nanoTime() + BETWEEN_MESSAGES.toNanos();
      times.add(members.say(name + " " + i + "."));
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
    }
    return times;
  }

  private static boolean isRefused(URI api) {
    try (var socket = new Socket(api.getHost(), api.getPort())) {
      socket.setSoLinger(true, 0); // or this machine runs out of ports
      socket.setSoTimeout(30_000);
      String request =
          "GET "
              + api.getPath()
              + "?token=no.such.token HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Sec-WebSocket-Version: 13\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), US_ASCII).endsWith(" 403");
    } catch (IOException e) {
      return false; // counted with what was answered otherwise
    }
  }

  private static double sum(LocalStack stack, String metric) throws Exception {
    var request = HttpRequest.newBuilder(stack.addresses().controls().metricsEndpoint()).build();
    try (var http = HttpClient.newHttpClient()) {
      double sum = 0;
      String body = http.send(request, BodyHandlers.ofString()).body();
      for (JsonObject series : Json.parseObject(body).objects("series")) {
        if (series.require("name").equals(metric)
            && isOfAStageOrAFunction(series.object("dimensions"))
            && series.value("points") instanceof List<?> seconds) {
          for (Object second : seconds) {
            sum += ((Number) ((List<?>) second).get(2)).doubleValue();
          }
        }
      }
      return sum;
    }
  }

  /** What alarms look at; API Gateway counts for each API and for each route as well. */
  private static boolean isOfAStageOrAFunction(JsonObject dimensions) {
    return !dimensions.has("Route") && (!dimensions.has("ApiId") || dimensions.has("Stage"));
  }

  private static void print(String which, List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    System.out.printf(
        "%s: %d messages to %d, time to the last p50 %.1f ms, p99 %.1f ms%n",
        which,
        sorted.size(),
        MEMBERS,
        sorted.get(sorted.size() / 2).toNanos() / 1e6,
        sorted.get(sorted.size() * 99 / 100).toNanos() / 1e6);
  }
}
