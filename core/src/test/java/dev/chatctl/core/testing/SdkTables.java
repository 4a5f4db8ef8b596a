package dev.chatctl.core.testing;

import static java.util.stream.Collectors.toMap;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tables as the SDK's own client reaches them; ours is compared with it. */
public final class SdkTables implements Tables {
  private static final Pattern RESERVED = Pattern.compile("#(\\w+)");

  private final DynamoDbAsyncClient client;

  public SdkTables(DynamoDbAsyncClient client) {
    this.client = client;
  }

  @Override
  public CompletableFuture<Optional<Row>> get(Get get) {
    return client
        .getItem(
            request ->
                request
                    .tableName(get.table())
                    .key(item(get.key()))
                    .consistentRead(get.consistent()))
        .thenApply(
            response -> response.hasItem() ? Optional.of(row(response.item())) : Optional.empty());
  }

  @Override
  public CompletableFuture<Written> put(Put put) {
    return written(
        client
            .putItem(
                request ->
                    request
                        .tableName(put.table())
                        .item(item(put.row()))
                        .conditionExpression(text(put.condition()))
                        .expressionAttributeNames(names(put.condition()))
                        .expressionAttributeValues(values(put.condition()))
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .thenApply(done -> Row.EMPTY));
  }

  @Override
  public CompletableFuture<Written> update(Update update) {
    return written(
        client
            .updateItem(
                request ->
                    request
                        .tableName(update.table())
                        .key(item(update.key()))
                        .updateExpression(update.change().text())
                        .conditionExpression(text(update.condition()))
                        .expressionAttributeNames(names(update.change(), update.condition()))
                        .expressionAttributeValues(values(update.change(), update.condition()))
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .thenApply(response -> row(response.attributes())));
  }

  @Override
  public CompletableFuture<Written> delete(Delete delete) {
    return written(
        client
            .deleteItem(
                request ->
                    request
                        .tableName(delete.table())
                        .key(item(delete.key()))
                        .conditionExpression(text(delete.condition()))
                        .expressionAttributeNames(names(delete.condition()))
                        .expressionAttributeValues(values(delete.condition()))
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .thenApply(done -> Row.EMPTY));
  }

  @Override
  public CompletableFuture<Boolean> putAll(List<Put> puts) {
    return client
        .transactWriteItems(
            request -> request.transactItems(puts.stream().map(SdkTables::part).toList()))
        .thenApply(done -> true)
        .exceptionallyCompose(
            failure ->
                Futures.cause(failure) instanceof TransactionCanceledException canceled
                        && canceled.cancellationReasons().stream()
                            .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))
                    ? CompletableFuture.completedFuture(false)
                    : CompletableFuture.failedFuture(failure));
  }

  @Override
  public CompletableFuture<Page> query(Query query) {
    Expression projection = Expression.of(query.projection());
    return client
        .query(
            request ->
                request
                    .tableName(query.table())
                    .keyConditionExpression(query.key().text())
                    .filterExpression(text(query.filter()))
                    .projectionExpression(text(projection))
                    .expressionAttributeNames(names(query.key(), query.filter(), projection))
                    .expressionAttributeValues(values(query.key(), query.filter()))
                    .scanIndexForward(query.order().forwards())
                    .consistentRead(query.order().consistent())
                    .limit(query.order().limit() == 0 ? null : query.order().limit())
                    .exclusiveStartKey(orNull(item(query.after()))))
        .thenApply(response -> page(response.items(), response.lastEvaluatedKey()));
  }

  @Override
  public CompletableFuture<Page> scan(Scan scan) {
    return client
        .scan(
            request ->
                request
                    .tableName(scan.table())
                    .filterExpression(text(scan.filter()))
                    .expressionAttributeNames(names(scan.filter()))
                    .expressionAttributeValues(values(scan.filter()))
                    .limit(scan.limit() == 0 ? null : scan.limit())
                    .exclusiveStartKey(orNull(item(scan.after()))))
        .thenApply(response -> page(response.items(), response.lastEvaluatedKey()));
  }

  private static CompletableFuture<Written> written(CompletableFuture<Row> write) {
    return write
        .thenApply(row -> new Written(true, row))
        .exceptionallyCompose(
            failure ->
                Futures.cause(failure) instanceof ConditionalCheckFailedException refused
                    ? CompletableFuture.completedFuture(new Written(false, row(refused.item())))
                    : CompletableFuture.failedFuture(failure));
  }

  private static TransactWriteItem part(Put put) {
    return TransactWriteItem.builder()
        .put(
            part ->
                part.tableName(put.table())
                    .item(item(put.row()))
                    .conditionExpression(text(put.condition()))
                    .expressionAttributeNames(names(put.condition()))
                    .expressionAttributeValues(values(put.condition())))
        .build();
  }

  private static Page page(
      List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {
    return new Page(items.stream().map(SdkTables::row).toList(), row(next));
  }

  private static @Nullable String text(Expression expression) {
    return expression.text().isEmpty() ? null : expression.text();
  }

  private static @Nullable Map<String, String> names(Expression... expressions) {
    var names = new HashMap<String, String>();
    for (Expression expression : expressions) {
      RESERVED
          .matcher(expression.text())
          .results()
          .forEach((MatchResult name) -> names.put(name.group(), name.group(1)));
    }
    return names.isEmpty() ? null : names;
  }

  private static @Nullable Map<String, AttributeValue> values(Expression... expressions) {
    Row values = Row.EMPTY;
    for (Expression expression : expressions) {
      values = values.with(expression.values());
    }
    return orNull(item(values));
  }

  private static @Nullable Map<String, AttributeValue> orNull(Map<String, AttributeValue> item) {
    return item.isEmpty() ? null : item;
  }

  private static Map<String, AttributeValue> item(Row row) {
    return row.values().entrySet().stream()
        .collect(
            toMap(
                Map.Entry::getKey,
                attribute ->
                    attribute.getValue().isNumber()
                        ? AttributeValue.fromN(attribute.getValue().text())
                        : AttributeValue.fromS(attribute.getValue().text())));
  }

  private static Row row(Map<String, AttributeValue> item) {
    var values = new HashMap<String, Row.Value>();
    item.forEach(
        (name, value) -> {
          if (value.s() != null) {
            values.put(name, Row.Value.text(value.s()));
          } else if (value.n() != null) {
            values.put(name, new Row.Value(Row.Value.NUMBER, value.n()));
          }
        });
    return new Row(values);
  }
}
