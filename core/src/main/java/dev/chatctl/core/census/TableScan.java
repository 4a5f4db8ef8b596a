package dev.chatctl.core.census;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads a whole table, a page at a time. */
@FunctionalInterface
public interface TableScan {
  /**
   * Reads the page after a key; an empty key is before the first.
   *
   * @param table the deployed name
   */
  CompletableFuture<Page> after(String table, Map<String, AttributeValue> key);

  /**
   * Some rows.
   *
   * @param next the key after which the next page starts; empty at the end
   */
  record Page(List<Item> items, Map<String, AttributeValue> next) {}

  /** As the SDK's client does it. */
  static TableScan with(DynamoDbAsyncClient dynamoDb) {
    return (table, key) ->
        dynamoDb
            .scan(scan -> scan.tableName(table).exclusiveStartKey(key.isEmpty() ? null : key))
            .thenApply(page -> page(page.items(), page.lastEvaluatedKey()));
  }

  /** What the SDK read. */
  static Page page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {
    return new Page(items.stream().map(Item::of).toList(), next);
  }
}
