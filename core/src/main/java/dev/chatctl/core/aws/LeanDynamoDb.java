package dev.chatctl.core.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The seven operations of DynamoDB that this project uses, at a third of what the generated client
 * costs a cold start; every other one is unsupported. Of the requests it sends what this project
 * sets: keys, items, expressions with their names and values, projections, limits, directions and
 * what to return. Thread-safe.
 */
final class LeanDynamoDb implements DynamoDbAsyncClient {
  static final String SERVICE = "dynamodb";
  static final String TARGET_PREFIX = "DynamoDB_20120810";

  private final JsonService service;

  LeanDynamoDb(JsonService service) {
    this.service = service;
  }

  @Override
  public CompletableFuture<GetItemResponse> getItem(GetItemRequest request) {
    return call(
        "GetItem",
        json -> {
          table(json, request.tableName());
          AttributeJson.write(json, "Key", request.key());
          flag(json, "ConsistentRead", request.consistentRead());
        },
        answer -> {
          var response = GetItemResponse.builder();
          if (answer.has("Item")) {
            response.item(AttributeJson.item(answer.object("Item")));
          }
          return response.build();
        });
  }

  @Override
  public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
    return call(
        "PutItem",
        json -> {
          table(json, request.tableName());
          AttributeJson.write(json, "Item", request.item());
          text(json, "ConditionExpression", request.conditionExpression());
          text(
              json,
              "ReturnValuesOnConditionCheckFailure",
              request.returnValuesOnConditionCheckFailureAsString());
          expression(json, request.expressionAttributeNames(), request.expressionAttributeValues());
        },
        answer -> PutItemResponse.builder().build());
  }

  @Override
  public CompletableFuture<UpdateItemResponse> updateItem(UpdateItemRequest request) {
    return call(
        "UpdateItem",
        json -> {
          table(json, request.tableName());
          AttributeJson.write(json, "Key", request.key());
          text(json, "UpdateExpression", request.updateExpression());
          text(json, "ConditionExpression", request.conditionExpression());
          text(json, "ReturnValues", request.returnValuesAsString());
          text(
              json,
              "ReturnValuesOnConditionCheckFailure",
              request.returnValuesOnConditionCheckFailureAsString());
          expression(json, request.expressionAttributeNames(), request.expressionAttributeValues());
        },
        answer ->
            UpdateItemResponse.builder()
                .attributes(AttributeJson.item(answer.object("Attributes")))
                .build());
  }

  @Override
  public CompletableFuture<DeleteItemResponse> deleteItem(DeleteItemRequest request) {
    return call(
        "DeleteItem",
        json -> {
          table(json, request.tableName());
          AttributeJson.write(json, "Key", request.key());
          text(json, "ConditionExpression", request.conditionExpression());
          expression(json, request.expressionAttributeNames(), request.expressionAttributeValues());
        },
        answer -> DeleteItemResponse.builder().build());
  }

  @Override
  public CompletableFuture<QueryResponse> query(QueryRequest request) {
    return call(
        "Query",
        json -> {
          table(json, request.tableName());
          text(json, "KeyConditionExpression", request.keyConditionExpression());
          text(json, "FilterExpression", request.filterExpression());
          text(json, "ProjectionExpression", request.projectionExpression());
          expression(json, request.expressionAttributeNames(), request.expressionAttributeValues());
          flag(json, "ScanIndexForward", request.scanIndexForward());
          flag(json, "ConsistentRead", request.consistentRead());
          page(json, request.limit(), request.exclusiveStartKey());
        },
        answer ->
            QueryResponse.builder()
                .items(answer.objects("Items").stream().map(AttributeJson::item).toList())
                .lastEvaluatedKey(AttributeJson.item(answer.object("LastEvaluatedKey")))
                .build());
  }

  @Override
  public CompletableFuture<ScanResponse> scan(ScanRequest request) {
    return call(
        "Scan",
        json -> {
          table(json, request.tableName());
          text(json, "FilterExpression", request.filterExpression());
          text(json, "ProjectionExpression", request.projectionExpression());
          expression(json, request.expressionAttributeNames(), request.expressionAttributeValues());
          page(json, request.limit(), request.exclusiveStartKey());
        },
        answer ->
            ScanResponse.builder()
                .items(answer.objects("Items").stream().map(AttributeJson::item).toList())
                .lastEvaluatedKey(AttributeJson.item(answer.object("LastEvaluatedKey")))
                .build());
  }

  /** Of puts only. */
  @Override
  public CompletableFuture<TransactWriteItemsResponse> transactWriteItems(
      TransactWriteItemsRequest request) {
    // AWS: with the same token, a transaction that is tried again happens once.
    String token = UUID.randomUUID().toString();
    return call(
        "TransactWriteItems",
        json -> {
          json.writeStringField("ClientRequestToken", token);
          json.writeArrayFieldStart("TransactItems");
          for (TransactWriteItem item : request.transactItems()) {
            json.writeStartObject();
            put(json, item.put());
            json.writeEndObject();
          }
          json.writeEndArray();
        },
        answer -> TransactWriteItemsResponse.builder().build());
  }

  @Override
  public String serviceName() {
    return SERVICE;
  }

  /** Nothing to do: whoever made the HTTP client closes it. */
  @Override
  public void close() {}

  private <T> CompletableFuture<T> call(
      String operation, Json.Writer members, Function<JsonObject, T> response) {
    byte[] body =
        Json.write(
            json -> {
              json.writeStartObject();
              members.write(json);
              json.writeStringField("ReturnConsumedCapacity", "TOTAL");
              json.writeEndObject();
            });
    return service
        .call(operation, body)
        .thenApply(response)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    Futures.cause(failure) instanceof ServiceFailure refused
                        ? exception(refused)
                        : Futures.cause(failure)));
  }

  private static DynamoDbException exception(ServiceFailure refused) {
    return switch (refused.type()) {
      case "ConditionalCheckFailedException" ->
          ConditionalCheckFailedException.builder()
              .item(
                  refused.body().has("Item")
                      ? AttributeJson.item(refused.body().object("Item"))
                      : null)
              .message(refused.getMessage())
              .statusCode(refused.status())
              .build();
      case "TransactionCanceledException" ->
          TransactionCanceledException.builder()
              .cancellationReasons(
                  refused.body().objects("CancellationReasons").stream()
                      .map(
                          reason ->
                              CancellationReason.builder()
                                  .code(reason.string("Code").orElse("None"))
                                  .build())
                      .toList())
              .message(refused.getMessage())
              .statusCode(refused.status())
              .build();
      default ->
          (DynamoDbException)
              DynamoDbException.builder()
                  .awsErrorDetails(
                      AwsErrorDetails.builder()
                          .errorCode(refused.type())
                          .errorMessage(refused.getMessage())
                          .serviceName(SERVICE)
                          .build())
                  .message(refused.getMessage())
                  .statusCode(refused.status())
                  .build();
    };
  }

  private static void put(JsonGenerator json, @Nullable Put put) throws IOException {
    if (put == null) {
      throw new IllegalArgumentException("transaction: no put (expected: puts only)");
    }
    json.writeObjectFieldStart("Put");
    table(json, put.tableName());
    AttributeJson.write(json, "Item", put.item());
    text(json, "ConditionExpression", put.conditionExpression());
    json.writeEndObject();
  }

  private static void table(JsonGenerator json, String name) throws IOException {
    json.writeStringField("TableName", name);
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void flag(JsonGenerator json, String name, @Nullable Boolean value)
      throws IOException {
    if (value != null) {
      json.writeBooleanField(name, value);
    }
  }

  private static void page(
      JsonGenerator json, @Nullable Integer limit, Map<String, AttributeValue> start)
      throws IOException {
    if (limit != null) {
      json.writeNumberField("Limit", limit);
    }
    if (!start.isEmpty()) {
      AttributeJson.write(json, "ExclusiveStartKey", start);
    }
  }

  private static void expression(
      JsonGenerator json, Map<String, String> names, Map<String, AttributeValue> values)
      throws IOException {
    if (!names.isEmpty()) {
      json.writeObjectFieldStart("ExpressionAttributeNames");
      for (Map.Entry<String, String> name : names.entrySet()) {
        json.writeStringField(name.getKey(), name.getValue());
      }
      json.writeEndObject();
    }
    if (!values.isEmpty()) {
      AttributeJson.write(json, "ExpressionAttributeValues", values);
    }
  }
}
