package dev.chatctl.core.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads a query to its end. AWS: a page ends at 1 MB, before any filter. */
public final class Pages {
  private Pages() {}

  public static CompletableFuture<List<Map<String, AttributeValue>>> all(
      DynamoDbAsyncClient dynamoDb, QueryRequest query) {
    return next(dynamoDb, query, new ArrayList<>());
  }

  private static CompletableFuture<List<Map<String, AttributeValue>>> next(
      DynamoDbAsyncClient dynamoDb, QueryRequest query, List<Map<String, AttributeValue>> found) {
    return dynamoDb
        .query(query)
        .thenCompose(
            page -> {
              found.addAll(page.items());
              return page.lastEvaluatedKey().isEmpty()
                  ? CompletableFuture.completedFuture(found)
                  : next(
                      dynamoDb,
                      query.copy(q -> q.exclusiveStartKey(page.lastEvaluatedKey())),
                      found);
            });
  }
}
