package dev.chatctl.core.aws;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
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
          RequestJson.table(json, request.tableName());
          AttributeJson.write(json, "Key", request.key());
          RequestJson.flag(json, "ConsistentRead", request.consistentRead());
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
          RequestJson.table(json, request.tableName());
          AttributeJson.write(json, "Item", request.item());
          RequestJson.text(json, "ConditionExpression", request.conditionExpression());
          RequestJson.text(
              json,
              "ReturnValuesOnConditionCheckFailure",
              request.returnValuesOnConditionCheckFailureAsString());
          RequestJson.expression(
              json, request.expressionAttributeNames(), request.expressionAttributeValues());
        },
        answer -> PutItemResponse.builder().build());
  }

  @Override
  public CompletableFuture<UpdateItemResponse> updateItem(UpdateItemRequest request) {
    return call(
        "UpdateItem",
        json -> {
          RequestJson.table(json, request.tableName());
          AttributeJson.write(json, "Key", request.key());
          RequestJson.text(json, "UpdateExpression", request.updateExpression());
          RequestJson.text(json, "ConditionExpression", request.conditionExpression());
          RequestJson.text(json, "ReturnValues", request.returnValuesAsString());
          RequestJson.text(
              json,
              "ReturnValuesOnConditionCheckFailure",
              request.returnValuesOnConditionCheckFailureAsString());
          RequestJson.expression(
              json, request.expressionAttributeNames(), request.expressionAttributeValues());
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
          RequestJson.table(json, request.tableName());
          AttributeJson.write(json, "Key", request.key());
          RequestJson.text(json, "ConditionExpression", request.conditionExpression());
          RequestJson.expression(
              json, request.expressionAttributeNames(), request.expressionAttributeValues());
        },
        answer -> DeleteItemResponse.builder().build());
  }

  @Override
  public CompletableFuture<QueryResponse> query(QueryRequest request) {
    return call(
        "Query",
        json -> {
          RequestJson.table(json, request.tableName());
          RequestJson.text(json, "KeyConditionExpression", request.keyConditionExpression());
          RequestJson.text(json, "FilterExpression", request.filterExpression());
          RequestJson.text(json, "ProjectionExpression", request.projectionExpression());
          RequestJson.expression(
              json, request.expressionAttributeNames(), request.expressionAttributeValues());
          RequestJson.flag(json, "ScanIndexForward", request.scanIndexForward());
          RequestJson.flag(json, "ConsistentRead", request.consistentRead());
          RequestJson.page(json, request.limit(), request.exclusiveStartKey());
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
          RequestJson.table(json, request.tableName());
          RequestJson.text(json, "FilterExpression", request.filterExpression());
          RequestJson.text(json, "ProjectionExpression", request.projectionExpression());
          RequestJson.expression(
              json, request.expressionAttributeNames(), request.expressionAttributeValues());
          RequestJson.page(json, request.limit(), request.exclusiveStartKey());
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
            RequestJson.put(json, item.put());
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
                        ? DynamoDbExceptions.of(refused)
                        : Futures.cause(failure)));
  }
}
