package dev.chatctl.local.metrics;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/**
 * Counts what DynamoDB Local is asked as namespace {@code AWS/DynamoDB} does. The SDK finds this
 * class on the class path and tells it of every call; calls to an endpoint that no stack has
 * registered are left alone.
 */
public final class DynamoDbMetrics implements ExecutionInterceptor {
  private static final String NAMESPACE = "AWS/DynamoDB";
  private static final String SERVICE = "DynamoDb";
  private static final Set<String> READS = Set.of("BatchGetItem", "GetItem", "Query", "Scan");
  private static final ExecutionAttribute<Long> START =
      new ExecutionAttribute<>("dev.chatctl.start");
  private static final Map<Integer, MetricStore> STORES = new ConcurrentHashMap<>();
  private static final AtomicInteger REGISTERED = new AtomicInteger();

  /** Counts the calls to this endpoint into a store until closed. */
  public static AutoCloseable register(URI endpoint, MetricStore store) {
    STORES.put(endpoint.getPort(), store);
    REGISTERED.incrementAndGet();
    return () -> {
      STORES.remove(endpoint.getPort());
      REGISTERED.decrementAndGet();
    };
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    if (REGISTERED.get() == 0 || !isDynamoDb(attributes)) {
      return context.request();
    }
    attributes.putAttribute(START, System.nanoTime());
    SdkRequest request = context.request();
    for (SdkField<?> field : request.sdkFields()) {
      if (field.memberName().equals("ReturnConsumedCapacity")
          && field.getValueOrDefault(request) == null) {
        SdkRequest.Builder builder = request.toBuilder();
        field.set(builder, "TOTAL");
        return builder.build();
      }
    }
    return request;
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    MetricStore store = STORES.get(context.httpRequest().port());
    Long start = attributes.getAttribute(START);
    if (store == null || start == null || !isDynamoDb(attributes)) {
      return;
    }
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    long now = System.currentTimeMillis();
    double millis = (System.nanoTime() - start) / 1e6;
    String units =
        READS.contains(operation) ? "ConsumedReadCapacityUnits" : "ConsumedWriteCapacityUnits";
    for (ConsumedCapacity consumed : consumed(context)) {
      Map<String, String> table = Map.of("TableName", consumed.tableName());
      Map<String, String> both = Map.of("TableName", consumed.tableName(), "Operation", operation);
      store.add(NAMESPACE, units, table, consumed.capacityUnits(), now);
      store.add(NAMESPACE, throttles(operation), table, 0, now);
      store.add(NAMESPACE, "SuccessfulRequestLatency", both, millis, now);
      context
          .response()
          .getValueForField("Count", Integer.class)
          .ifPresent(count -> store.add(NAMESPACE, "ReturnedItemCount", both, count, now));
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (!(context.exception() instanceof ProvisionedThroughputExceededException)) {
      return;
    }
    MetricStore store =
        context.httpRequest().map(request -> STORES.get(request.port())).orElse(null);
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    if (store != null) {
      context
          .request()
          .getValueForField("TableName", String.class)
          .ifPresent(
              table ->
                  store.add(
                      NAMESPACE,
                      throttles(operation),
                      Map.of("TableName", table),
                      1,
                      System.currentTimeMillis()));
    }
  }

  private static boolean isDynamoDb(ExecutionAttributes attributes) {
    return SERVICE.equals(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
  }

  private static String throttles(String operation) {
    return READS.contains(operation) ? "ReadThrottleEvents" : "WriteThrottleEvents";
  }

  /** One for most operations, one a table for batches and transactions. */
  private static Collection<ConsumedCapacity> consumed(Context.AfterExecution context) {
    Object consumed =
        context.response().getValueForField("ConsumedCapacity", Object.class).orElse(List.of());
    if (consumed instanceof ConsumedCapacity one) {
      return List.of(one);
    }
    return ((Collection<?>) consumed).stream().map(ConsumedCapacity.class::cast).toList();
  }
}
