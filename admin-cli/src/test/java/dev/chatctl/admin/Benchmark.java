package dev.chatctl.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.chatctl.core.discovery.LocalStackFile;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.local.Addresses;
import dev.chatctl.local.LocalStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The command line's figures, measured through the launcher against a local stack in this process.
 * Prints a table in Markdown; run it with admin-cli/benchmark.
 */
final class Benchmark {
  private static final String GROUP = "/benchmark";
  private static final List<String> PARTS = List.of("start", "broadcast", "logs", "rows");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Addresses addresses;
  private final String launcher;
  private final Path folder;
  private final int rounds;

  private Benchmark(Addresses addresses, String launcher, Path folder, int rounds) {
    this.addresses = addresses;
    this.launcher = launcher;
    this.folder = folder;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("chatctl-benchmark");
    try (LocalStack stack = LocalStack.start(0)) {
      LocalStackFile.of(
              Map.of("XDG_RUNTIME_DIR", folder.toString()), System.getProperty("user.name"))
          .write(stack.addresses().toJson());
      new Benchmark(stack.addresses(), args[0], folder, Integer.parseInt(args[1]))
          .run(
              args.length > 2
                  ? new LinkedHashSet<>(List.of(args).subList(2, args.length))
                  : new LinkedHashSet<>(PARTS));
    }
    System.exit(0);
  }

  private void run(Set<String> parts) throws Exception {
    row("figure", "measured");
    row("---", "---");
    output(launcher, "list", "--local"); // builds what is stale
    for (String part : parts) {
      switch (part) {
        case "start" -> {
          seed(1_000);
          startUp();
        }
        case "broadcast" -> broadcast();
        case "logs" -> logs();
        case "rows" -> {
          seed(100_000);
          hundredThousand();
        }
        default -> throw new IllegalArgumentException(part + " (expected one of " + PARTS + ")");
      }
    }
  }

  private void startUp() throws Exception {
    var help = new ArrayList<Double>();
    var list = new ArrayList<Double>();
    var scan = new ArrayList<Double>();
    String table = requireNonNull(addresses.aws().tables().get("active_connections"));
    for (int i = 0; i < rounds; i++) {
      help.add(millis(launcher, "--help"));
      list.add(millis(launcher, "list", "--local", "-q"));
      scan.add(
          millis(
              "aws",
              "dynamodb",
              "scan",
              "--table-name",
              table,
              "--region",
              addresses.aws().region(),
              "--endpoint-url",
              addresses.aws().dynamoDbEndpoint().toString()));
    }
    row("chatctl --help", "%.0f ms".formatted(median(help)));
    row("chatctl list --local, 1,000 rows", "%.0f ms".formatted(median(list)));
    row("aws dynamodb scan, the same rows", "%.0f ms".formatted(median(scan)));
    row("list / scan", "%.2f".formatted(median(list) / median(scan)));
  }

  private void broadcast() throws Exception {
    var sockets = new ArrayList<WebSocket>();
    for (int i = 0; i < 1_000; i++) {
      sockets.add(
          http.newWebSocketBuilder()
              .buildAsync(
                  URI.create(addresses.api().webSocketUrl() + "?room=crowd&name=n" + i),
                  new WebSocket.Listener() {})
              .join());
    }
    var rates = new ArrayList<Double>();
    for (int i = 0; i < rounds; i++) {
      JsonObject summary =
          Json.parseObject(
              output(
                  launcher,
                  "broadcast",
                  "hello",
                  "--room",
                  "crowd",
                  "--local",
                  "--yes",
                  "--rate",
                  "100000",
                  "-o",
                  "json"));
      if (summary.integer("sent").orElse(0) != 1_000) {
        throw new IllegalStateException("sent " + summary.integer("sent"));
      }
      rates.add(((Number) requireNonNull(summary.value("posts_per_second"))).doubleValue());
    }
    row("broadcast to 1,000 connections", "%,.0f posts/s".formatted(median(rates)));
    sockets.forEach(WebSocket::abort);
  }

  private void logs() throws Exception {
    logs("CreateLogGroup", "{\"logGroupName\":\"" + GROUP + "\"}");
    logs("CreateLogStream", "{\"logGroupName\":\"" + GROUP + "\",\"logStreamName\":\"s\"}");
    Process follower =
        start(List.of(launcher, "logs", GROUP, "--local", "-f", "--since", "1h", "--raw"));
    try (BufferedReader shown = follower.inputReader()) {
      var delays = new ArrayList<Double>();
      for (int i = 0; i < rounds; i++) {
        long start = System.nanoTime();
        put(List.of("line " + i));
        while (!("line " + i).equals(shown.readLine())) {
          // an earlier one
        }
        delays.add((System.nanoTime() - start) / 1e6);
      }
      row("logs -f, written to shown", "%.0f ms".formatted(median(delays)));
      flood(shown);
    } finally {
      follower.destroy();
    }
  }

  private void flood(BufferedReader shown) throws Exception {
    int perSecond = 10_000;
    int seconds = 10;
    int total = perSecond * seconds;
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  long start = System.nanoTime();
                  for (int i = 0; i < total; i += 1_000) {
                    var batch = new ArrayList<String>();
                    for (int j = i; j < i + 1_000; j++) {
                      batch.add("flood " + j);
                    }
                    try {
                      put(batch);
                      long due = start + (i + 1_000) * (1_000_000_000L / perSecond);
                      Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                });
    Set<String> lines = new HashSet<>();
    int twice = 0;
    while (lines.size() < total) {
      String line = shown.readLine();
      if (line == null) {
        break;
      }
      twice += lines.add(line) ? 0 : 1;
    }
    writer.join();
    row(
        "logs -f, 10,000 lines/s for 10 s",
        "%,d of %,d shown, %d twice".formatted(lines.size(), total, twice));
  }

  private void hundredThousand() throws Exception {
    long start = System.nanoTime();
    long rows = output(launcher, "list", "--local", "-o", "ndjson").lines().count();
    row(
        "list of 100,000 rows and more, heap limited to 256 MB (-Xmx256m)",
        "%,d rows in %.1f s".formatted(rows, (System.nanoTime() - start) / 1e9));
  }

  private void seed(int rows) throws Exception {
    String table = requireNonNull(addresses.aws().tables().get("active_connections"));
    for (int i = 0; i < rows; i += 25) {
      var puts = new StringBuilder();
      for (int j = i; j < i + 25; j++) {
        puts.append(puts.isEmpty() ? "" : ",")
            .append(
                ("{\"PutRequest\":{\"Item\":{\"room_shard\":{\"S\":\"seed#0\"},"
                     + "\"connection_id\":{\"S\":\"gbik1K9kzQAY%07d=\"},\"name\":{\"S\":\"user-%d\"},"
                     + "\"dialect\":{\"S\":\"envelope\"},\"source_ip\":{\"S\":\"203.0.113.0\"},"
                     + "\"connected_at\":{\"S\":\"2026-11-20T12:00:00.000Z\"},"
                     + "\"expires_at\":{\"N\":\"4102444800\"}}}}")
                    .formatted(j, j));
      }
      AwsJson.call(
          addresses.aws().dynamoDbEndpoint(),
          "DynamoDB_20120810.BatchWriteItem",
          "{\"RequestItems\":{\"" + table + "\":[" + puts + "]}}");
    }
  }

  private void put(List<String> messages) throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    var events = new StringBuilder();
    for (String message : messages) {
      events
          .append(events.isEmpty() ? "" : ",")
          .append("{\"timestamp\":" + now + ",\"message\":\"" + message + "\"}");
    }
    logs(
        "PutLogEvents",
        "{\"logGroupName\":\"%s\",\"logStreamName\":\"s\",\"logEvents\":[%s]}"
            .formatted(GROUP, events));
  }

  private void logs(String operation, String body) throws IOException, InterruptedException {
    AwsJson.logs(addresses.aws().logsEndpoint(), operation, body);
  }

  private double millis(String... command) throws Exception {
    long start = System.nanoTime();
    output(command);
    return (System.nanoTime() - start) / 1e6;
  }

  private String output(String... command) throws Exception {
    Process process = start(List.of(command));
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + process.exitValue());
    }
    return out;
  }

  private Process start(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .putAll(
            new TreeMap<>(
                Map.of(
                    "XDG_RUNTIME_DIR", folder.toString(),
                    "AWS_ACCESS_KEY_ID", "local",
                    "AWS_SECRET_ACCESS_KEY", "local")));
    return builder.start();
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  private static void row(String figure, String measured) {
    System.out.println("| " + figure + " | " + measured + " |");
  }
}
