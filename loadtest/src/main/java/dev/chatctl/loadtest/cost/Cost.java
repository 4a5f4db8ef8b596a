package dev.chatctl.loadtest.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.RunFacts;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.ToLongFunction;

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
    int messages = results.messages().size();
    long deliveries = sum(results, m -> m.recipients().reached() + m.duplicates());
    int connections = facts.connections().opened() + facts.connections().reopened();
    double bytes = facts.load().messages().payloadBytes() + prices.assumed("envelope_bytes");
    double steps = Math.ceil(bytes / prices.assumed("metered_message_bytes"));
    double minutes = connections * Math.ceil(facts.generator().measuredSeconds() / 60);
    double invocations = messages + 2.0 * connections;
    double seconds =
        invocations * prices.assumed("lambda_seconds_per_invocation")
            + deliveries * prices.assumed("lambda_seconds_per_delivery");
    double writes =
        connections * prices.assumed("writes_per_connection")
            + messages * prices.assumed("writes_per_message");
    // Read from the tables is everybody in the room, once for each message.
    double reads =
        Math.ceil(
            sum(results, message -> message.recipients().all())
                / prices.assumed("connections_per_read_unit"));
    return new Cost(
        json.path("prices_of").asText(),
        json.path("region").asText(),
        json.path("note").asText(),
        List.of(
            prices.item(
                "API Gateway messages",
                (messages + deliveries) * steps,
                "messages of 32 KB",
                "api_gateway_million_messages"),
            prices.item(
                "API Gateway connections",
                minutes,
                "connection minutes",
                "api_gateway_million_connection_minutes"),
            prices.item("Lambda requests", invocations, "requests", "lambda_million_requests"),
            prices.item(
                "Lambda duration",
                seconds * prices.assumed("lambda_memory_gb"),
                "GB-seconds",
                "lambda_gb_second"),
            prices.item("DynamoDB writes", writes, "write units", "dynamodb_million_write_units"),
            prices.item("DynamoDB reads", reads, "read units", "dynamodb_million_read_units")));
  }

  private static long sum(Results results, ToLongFunction<MessageTally> field) {
    return results.messages().stream().mapToLong(field).sum();
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
