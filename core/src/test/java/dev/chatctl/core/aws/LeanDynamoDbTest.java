package dev.chatctl.core.aws;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.chatctl.core.settings.ChatSettings;
import dev.chatctl.core.testing.TestTables;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The lean client beside the SDK's own, over the same tables. */
class LeanDynamoDbTest {
  private final TestTables tables = new TestTables();
  private final AwsClients clients =
      new AwsClients(
          ChatSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1"))).aws());
  private final DynamoDbAsyncClient lean = clients.dynamoDb();
  private final DynamoDbAsyncClient generated = tables.dynamoDb();
  private final String table = tables.name("message_history");

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void readsWhatTheGeneratedClientReads() {
    for (int i = 0; i < 5; i++) {
      put(lean, item("m" + i, "grüß \"dich\" \ud83d\ude00 \u0001"));
    }
    var everyType =
        Map.of(
            "room_bucket", text("types"),
            "message_id", text("x"),
            "list", AttributeValue.fromL(List.of(number(1), AttributeValue.fromBool(true))),
            "map", AttributeValue.fromM(Map.of("null", AttributeValue.fromNul(true))),
            "texts", AttributeValue.fromSs(List.of("a", "b")),
            "numbers", AttributeValue.fromNs(List.of("1")));
    put(generated, everyType);

    var query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("room_bucket = :room AND message_id > :id")
            .filterExpression("#text <> :id")
            .projectionExpression("message_id, #text")
            .expressionAttributeNames(Map.of("#text", "message"))
            .expressionAttributeValues(Map.of(":room", text("r"), ":id", text("m0")))
            .scanIndexForward(false)
            .limit(2)
            .build();
    assertThat(lean.query(query).join().items())
        .isEqualTo(generated.query(query).join().items())
        .hasSize(2);
    assertThat(lean.query(query).join().lastEvaluatedKey())
        .isEqualTo(generated.query(query).join().lastEvaluatedKey());
    var scan = ScanRequest.builder().tableName(table).limit(100).build();
    assertThat(lean.scan(scan).join().items())
        .isEqualTo(generated.scan(scan).join().items())
        .hasSize(6);
    assertThat(lean.getItem(get -> get.tableName(table).key(key("types", "x"))).join().item())
        .isEqualTo(everyType);
    assertThat(lean.getItem(get -> get.tableName(table).key(key("r", "none"))).join().hasItem())
        .isFalse();
  }

  @Test
  void goesOnWhereAPageEnded() {
    IntStream.range(0, 5).forEach(i -> put(lean, item("m" + i, "hi")));
    var query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("room_bucket = :room")
            .expressionAttributeValues(Map.of(":room", text("r")))
            .limit(2)
            .build();
    assertThat(Pages.all(lean, query).join()).hasSize(5);
    var scan = ScanRequest.builder().tableName(table).limit(2).build();
    assertThat(Pages.all(lean, scan).join()).hasSize(5);
  }

  @Test
  void returnsWhatAnUpdateLeft() {
    var update =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key("r", "counter"))
            .updateExpression("ADD #count :one")
            .expressionAttributeNames(Map.of("#count", "count"))
            .expressionAttributeValues(Map.of(":one", number(1)))
            .returnValues("ALL_NEW")
            .build();
    assertThat(lean.updateItem(update).join().attributes()).containsEntry("count", number(1));
    assertThat(generated.updateItem(update).join().attributes()).containsEntry("count", number(2));
  }

  @Test
  void aFailedConditionShowsTheItemThatFailedIt() {
    var first = item("m1", "first");
    put(lean, first);
    assertThatThrownBy(
            () ->
                lean.putItem(
                        put ->
                            put.tableName(table)
                                .item(item("m1", "second"))
                                .conditionExpression("attribute_not_exists(message_id)")
                                .returnValuesOnConditionCheckFailure("ALL_OLD"))
                    .join())
        .isInstanceOf(CompletionException.class)
        .extracting(Throwable::getCause, type(ConditionalCheckFailedException.class))
        .satisfies(failure -> assertThat(failure.item()).isEqualTo(first));
    assertThatThrownBy(
            () ->
                lean.deleteItem(
                        delete ->
                            delete
                                .tableName(table)
                                .key(key("r", "none"))
                                .conditionExpression("attribute_exists(message_id)"))
                    .join())
        .extracting(Throwable::getCause, type(ConditionalCheckFailedException.class))
        .satisfies(failure -> assertThat(failure.hasItem()).isFalse());
  }

  @Test
  void aCanceledTransactionWritesNothingAndSaysWhy() {
    put(lean, item("m1", "there"));
    assertThatThrownBy(() -> transact(List.of(item("m0", "new"), item("m1", "again"))))
        .extracting(Throwable::getCause, type(TransactionCanceledException.class))
        .satisfies(
            failure ->
                assertThat(failure.cancellationReasons())
                    .extracting(CancellationReason::code)
                    .containsExactly("None", "ConditionalCheckFailed"));
    assertThat(lean.getItem(get -> get.tableName(table).key(key("r", "m0"))).join().hasItem())
        .isFalse();
  }

  @Test
  void anotherErrorIsTheSdksOwnKind() {
    assertThatThrownBy(
            () -> lean.getItem(get -> get.tableName("nowhere").key(key("r", "m"))).join())
        .extracting(Throwable::getCause, type(DynamoDbException.class))
        .satisfies(
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(400);
              assertThat(failure.awsErrorDetails().errorCode())
                  .isEqualTo("ResourceNotFoundException");
            });
  }

  @Test
  void anOperationWeDoNotUseIsUnsupported() {
    assertThatThrownBy(() -> lean.listTables().join())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private void transact(List<Map<String, AttributeValue>> items) {
    List<TransactWriteItem> puts =
        items.stream()
            .map(
                item ->
                    TransactWriteItem.builder()
                        .put(
                            put ->
                                put.tableName(table)
                                    .item(item)
                                    .conditionExpression("attribute_not_exists(message_id)"))
                        .build())
            .toList();
    lean.transactWriteItems(request -> request.transactItems(puts)).join();
  }

  private void put(DynamoDbAsyncClient client, Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(table).item(item)).join();
  }

  private static Map<String, AttributeValue> item(String id, String message) {
    return Map.of(
        "room_bucket", text("r"),
        "message_id", text(id),
        "message", text(message),
        "sequence", number(7));
  }

  private static Map<String, AttributeValue> key(String room, String id) {
    return Map.of("room_bucket", text(room), "message_id", text(id));
  }
}
