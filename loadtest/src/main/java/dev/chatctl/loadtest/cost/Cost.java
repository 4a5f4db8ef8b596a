package dev.chatctl.loadtest.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.RunFacts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A bill.
 *
 * @param pricesOf when the prices were looked up
 * @param note what they leave out and assume
 */
public record Cost(String pricesOf, String region, String note, List<Item> items) {
  /**
   * One line of it.
   *
   * @param units how much was used
   * @param unit of what
   */
  public record Item(String name, double units, String unit, double usd) {}

  private static final double MILLION = 1e6;

  public Cost {
    items = List.copyOf(items);
  }

  /** With the prices that come with this version. */
  public static Cost of(Results results) throws IOException {
    try (InputStream in = Cost.class.getResourceAsStream("prices.json")) {
      return of(results, new ObjectMapper().readTree(in));
    }
  }

  static Cost of(Results results, JsonNode prices) {
    RunFacts facts = results.facts();
    JsonNode usd = prices.path("usd");
    JsonNode assume = prices.path("assumptions");
    int messages = results.messages().size();
    long deliveries =
        results.messages().stream().mapToLong(m -> m.received() + m.late() + m.duplicates()).sum();
    int connections = facts.connections().opened() + facts.connections().reopened();
    double bytes =
        facts.load().messages().payloadBytes() + assume.path("envelope_bytes").doubleValue();
    double steps = Math.ceil(bytes / assume.path("metered_message_bytes").doubleValue());
    double minutes = connections * Math.ceil(facts.generator().measuredSeconds() / 60);
    double invocations = messages + 2.0 * connections;
    double seconds =
        invocations * assume.path("lambda_seconds_per_invocation").doubleValue()
            + deliveries * assume.path("lambda_seconds_per_delivery").doubleValue();
    double writes =
        connections * assume.path("writes_per_connection").doubleValue()
            + messages * assume.path("writes_per_message").doubleValue();
    double reads =
        Math.ceil(recipients(results) / assume.path("connections_per_read_unit").doubleValue());
    List<Item> items = new ArrayList<>();
    add(
        items,
        "API Gateway messages",
        (messages + deliveries) * steps,
        "messages of 32 KB",
        usd.path("api_gateway_million_messages").doubleValue() / MILLION);
    add(
        items,
        "API Gateway connections",
        minutes,
        "connection minutes",
        usd.path("api_gateway_million_connection_minutes").doubleValue() / MILLION);
    add(
        items,
        "Lambda requests",
        invocations,
        "requests",
        usd.path("lambda_million_requests").doubleValue() / MILLION);
    add(
        items,
        "Lambda duration",
        seconds * assume.path("lambda_memory_gb").doubleValue(),
        "GB-seconds",
        usd.path("lambda_gb_second").doubleValue());
    add(
        items,
        "DynamoDB writes",
        writes,
        "write units",
        usd.path("dynamodb_million_write_units").doubleValue() / MILLION);
    add(
        items,
        "DynamoDB reads",
        reads,
        "read units",
        usd.path("dynamodb_million_read_units").doubleValue() / MILLION);
    return new Cost(
        prices.path("prices_of").asText(),
        prices.path("region").asText(),
        prices.path("note").asText(),
        items);
  }

  /** Connections read from the tables: everybody in the room, once for each message. */
  private static long recipients(Results results) {
    return results.messages().stream().mapToLong(MessageTally::recipients).sum();
  }

  private static void add(List<Item> items, String name, double units, String unit, double each) {
    items.add(new Item(name, units, unit, units * each));
  }

  /** All lines together. */
  public double totalUsd() {
    return items.stream().mapToDouble(Item::usd).sum();
  }

  /** For {@code summary.json}. */
  public ObjectNode toJson() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode node = json.createObjectNode();
    node.put("prices_of", pricesOf);
    node.put("region", region);
    node.put("note", note);
    node.put("total_usd", totalUsd());
    node.set("items", json.valueToTree(items));
    return node;
  }
}
