package dev.chatctl.handlers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Notes the AWS calls of whatever runs in {@link #during}, in the definition file's words. The SDK
 * finds it on the class path and tells it of every call of every client.
 */
public final class CallRecorder implements ExecutionInterceptor {
  private static final SortedSet<String> CALLS = new ConcurrentSkipListSet<>();

  /** The calls made by {@code work}, as in {@code tables.rooms.UpdateItem}. */
  static SortedSet<String> during(Runnable work) {
    CALLS.clear();
    work.run();
    return new TreeSet<>(CALLS);
  }

  /** Notes a post to a connection, which no client of the SDK makes. */
  static void posted() {
    CALLS.add("connections.POST");
  }

  /** Does something without noting its calls; for preparations within {@link #during}. */
  static void pausing(Runnable preparation) {
    var before = new TreeSet<>(CALLS);
    preparation.run();
    CALLS.retainAll(before);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    if (service.equals("DynamoDb")) {
      tables(context.request(), operation)
          .forEach(table -> CALLS.add("tables." + plain(table) + "." + permission(operation)));
    } else {
      CALLS.add(other(service, operation));
    }
  }

  private static Collection<String> tables(SdkRequest request, String operation) {
    if (request instanceof BatchWriteItemRequest batch) {
      return batch.requestItems().keySet();
    }
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transaction.transactItems().stream().map(item -> item.put().tableName()).toList();
    }
    return request
        .getValueForField("TableName", String.class)
        .map(List::of)
        .orElseThrow(() -> new IllegalStateException("which tables does " + operation + " touch?"));
  }

  // AWS: a transaction needs the permissions of its parts; ours put.
  private static String permission(String operation) {
    return operation.equals("TransactWriteItems") ? "PutItem" : operation;
  }

  private static String other(String service, String operation) {
    return Map.of(
            "ApiGatewayManagementApi.PostToConnection", "connections.POST",
            "ApiGatewayManagementApi.GetConnection", "connections.GET",
            "ApiGatewayManagementApi.DeleteConnection", "connections.DELETE",
            "Sqs.SendMessage", "queues.SendMessage",
            "Sqs.SendMessageBatch", "queues.SendMessage")
        .getOrDefault(service + "." + operation, service + "." + operation);
  }

  /** Test tables are called as in the definition file, and a suffix. */
  private static String plain(String table) {
    return table.substring(0, table.lastIndexOf('_'));
  }
}
