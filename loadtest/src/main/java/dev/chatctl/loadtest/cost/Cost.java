package dev.chatctl.loadtest.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.RunFacts;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.Timing;
import dev.chatctl.loadtest.stats.SocketUsage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A bill.
 *
 * @param pricesOf when the prices were looked up
 * @param note what they leave out and assume
 */
public record Cost(String pricesOf, String region, String note, List<Item> items) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One line of it.
   *
   * @param units how much was used
   * @param unit of what
   */
  public record Item(String name, double units, String unit, double usd) {}

  /** {@code prices.json}. */
  private record Prices(JsonNode json) {
    double assumed(String name) {
      return json.path("assumptions").path(name).doubleValue();
    }

    /** Names of prices say what they are for: one, or a million. */
    Item item(String name, double units, String unit, String price) {
      double usd = json.path("usd").path(price).doubleValue();
      return new Item(name, units, unit, units * (price.contains("_million_") ? usd / 1e6 : usd));
    }
  }

  public Cost {
    items = List.copyOf(items);
  }

  /** With the prices that come with this version. */
  public static Cost of(Results results) throws IOException {
    try (InputStream in = Cost.class.getResourceAsStream("prices.json")) {
      return of(results, JSON.readTree(in));
    }
  }

  static Cost of(Results results, JsonNode json) {
    Prices prices = new Prices(json);
    RunFacts facts = results.facts();
    SocketUsage.Total usage = facts.counters().usage();
    long broadcasts = results.sent().count() + facts.load().messages().warmUps();
    double members =
        (double) facts.load().population().clients() / facts.load().population().rooms();
    long jobs = broadcasts * jobsOf(members, prices.assumed("fan_out_inline_limit"));
    double toLast = seconds(Timing.TIME_TO_LAST, results);
    double handshake = usage.handshakes();
    double others = prices.assumed("seconds_per_small_invocation");
    double gigabytes = prices.assumed("lambda_memory_mb") / 1024;
    // A message's function posts to everybody, unless it hands that to jobs of the queue.
    double messageSeconds = jobs == 0 ? broadcasts * toLast : broadcasts * others + jobs * toLast;
    double lambdaSeconds =
        messageSeconds
            + handshake * (seconds(Timing.CONNECT, results) + 2 * others)
            + Math.max(0, usage.requests() - broadcasts) * others;
    double writes =
        handshake * prices.assumed("writes_per_connection")
            + broadcasts * prices.assumed("writes_per_message");
    // Read from the tables is everybody in the room, once for each message.
    double reads = Math.ceil(broadcasts * members / prices.assumed("connections_per_read_unit"));
    return new Cost(
        json.path("prices_of").asText(),
        json.path("region").asText(),
        json.path("note").asText(),
        List.of(
            prices.item(
                "API Gateway messages",
                (double) usage.steps(),
                "messages of 32 KB",
                "api_gateway_million_messages"),
            prices.item(
                "API Gateway connections",
                usage.minutes(),
                "connection minutes",
                "api_gateway_million_connection_minutes"),
            prices.item(
                "Lambda requests",
                (double) usage.requests() + 2 * handshake + jobs,
                "requests",
                "lambda_million_requests"),
            prices.item(
                "Lambda authorizer requests", handshake, "requests", "lambda_million_requests"),
            prices.item(
                "Lambda duration", lambdaSeconds * gigabytes, "GB-seconds", "lambda_gb_second"),
            prices.item(
                "SQS requests",
                jobs * prices.assumed("sqs_requests_per_job"),
                "requests",
                "sqs_million_requests"),
            prices.item("DynamoDB writes", writes, "write units", "dynamodb_million_write_units"),
            prices.item("DynamoDB reads", reads, "read units", "dynamodb_million_read_units")));
  }

  /** Jobs that a broadcast to so many is: one a shard of the room, and none where few are in it. */
  private static long jobsOf(double members, double inlineLimit) {
    if (members <= inlineLimit) {
      return 0;
    }
    return Long.highestOneBit(Math.max(1, (long) Math.ceil(members / inlineLimit) * 2 - 1));
  }

  /** What it took on average, as it was measured. */
  private static double seconds(Timing timing, Results results) {
    return Summary.of(results).timing(timing).mean() / 1000;
  }

  /** Whether it is API Gateway's to bill. */
  public static boolean billed(String host) {
    return host.matches("[^.]+\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");
  }

  /** All lines together. */
  public double totalUsd() {
    return items.stream().mapToDouble(Item::usd).sum();
  }

  /** For {@code summary.json}. */
  public ObjectNode toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("prices_of", pricesOf).put("region", region).put("note", note);
    node.put("total_usd", totalUsd()).set("items", JSON.valueToTree(items));
    return node;
  }
}
