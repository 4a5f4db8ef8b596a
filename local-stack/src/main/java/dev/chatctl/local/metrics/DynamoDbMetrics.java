package dev.chatctl.local.metrics;

import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Counts what the handlers ask DynamoDB Local as namespace {@code AWS/DynamoDB} does. */
public final class DynamoDbMetrics implements CallListener {
  private static final String NAMESPACE = "AWS/DynamoDB";
  private static final String SERVICE = "dynamodb";
  private static final String THROTTLED = "ProvisionedThroughputExceededException";
  private static final Set<String> READS = Set.of("BatchGetItem", "GetItem", "Query", "Scan");

  private final MetricStore store;

  public DynamoDbMetrics(MetricStore store) {
    this.store = store;
  }

  @Override
  public void called(Call call) {
    if (!call.service().equals(SERVICE)) {
      return;
    }
    long now = System.currentTimeMillis();
    boolean reads = READS.contains(call.operation());
    String throttles = reads ? "ReadThrottleEvents" : "WriteThrottleEvents";
    JsonObject answer = call.answer().json();
    if (answer.string("__type").filter(type -> type.endsWith(THROTTLED)).isPresent()) {
      store.add(NAMESPACE, throttles, Map.of("TableName", table(call)), 1, now);
    }
    String units = reads ? "ConsumedReadCapacityUnits" : "ConsumedWriteCapacityUnits";
    OptionalLong count = answer.integer("Count");
    for (JsonObject consumed : consumed(answer)) {
      String name = consumed.string("TableName").orElseThrow();
      Map<String, String> table = Map.of("TableName", name);
      Map<String, String> both = Map.of("TableName", name, "Operation", call.operation());
      store.add(NAMESPACE, units, table, consumed.decimal("CapacityUnits").orElse(0), now);
      store.add(NAMESPACE, throttles, table, 0, now);
      store.add(NAMESPACE, "SuccessfulRequestLatency", both, call.elapsed().toNanos() / 1e6, now);
      count.ifPresent(
          items -> store.add(NAMESPACE, "ReturnedItemCount", both, (double) items, now));
    }
  }

  /** One for most operations, one a table for batches and transactions. */
  private static List<JsonObject> consumed(JsonObject response) {
    var consumed = new ArrayList<>(response.objects("ConsumedCapacity"));
    if (response.object("ConsumedCapacity").has("TableName")) {
      consumed.add(response.object("ConsumedCapacity"));
    }
    return consumed;
  }

  // Throttling is rare, so its request may be looked through.
  private static String table(Call call) {
    String request = call.request().asUtf8String();
    String marker = "\"TableName\":\"";
    int begin = request.indexOf(marker) + marker.length();
    return request.substring(begin, request.indexOf('"', begin));
  }
}
