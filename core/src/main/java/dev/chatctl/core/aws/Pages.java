package dev.chatctl.core.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Reads a query or a table to its end. AWS: a page ends at 1 MB, before any filter. */
public final class Pages {
  private Pages() {}

  public static CompletableFuture<List<Map<String, AttributeValue>>> all(
      DynamoDbAsyncClient dynamoDb, QueryRequest query) {
    return from(
        start ->
            dynamoDb
                .query(query.copy(next -> next.exclusiveStartKey(start)))
                .thenApply(page -> new Page(page.items(), page.lastEvaluatedKey())),
        null,
        new ArrayList<>());
  }

  public static CompletableFuture<List<Map<String, AttributeValue>>> all(
      DynamoDbAsyncClient dynamoDb, ScanRequest scan) {
    return from(
        start ->
            dynamoDb
                .scan(scan.copy(next -> next.exclusiveStartKey(start)))
                .thenApply(page -> new Page(page.items(), page.lastEvaluatedKey())),
        null,
        new ArrayList<>());
  }

  private static CompletableFuture<List<Map<String, AttributeValue>>> from(
      Reader reader,
      @Nullable Map<String, AttributeValue> start,
      List<Map<String, AttributeValue>> found) {
    return reader
        .read(start)
        .thenCompose(
            page -> {
              found.addAll(page.items());
              return page.next().isEmpty()
                  ? CompletableFuture.completedFuture(found)
                  : from(reader, page.next(), found);
            });
  }

  private record Page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {}

  /** Reads the page after a key, or the first. */
  @FunctionalInterface
  private interface Reader {
    CompletableFuture<Page> read(@Nullable Map<String, AttributeValue> start);
  }
}
