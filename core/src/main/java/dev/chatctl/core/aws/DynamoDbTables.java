package dev.chatctl.core.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Tables in DynamoDB, at a third of what the generated client costs a cold start. A request that is
 * refused fails with {@link ServiceFailure}.
 */
public final class DynamoDbTables implements Tables {
  private static final Pattern RESERVED = Pattern.compile("#(\\w+)");
  private static final String CONDITION = "ConditionExpression";

  private final JsonService service;

  public DynamoDbTables(JsonService service) {
    this.service = service;
  }

  @Override
  public CompletableFuture<Optional<Row>> get(Get get) {
    return call(
            "GetItem",
            json -> {
              key(json, get.table(), get.key());
              json.writeBooleanField("ConsistentRead", get.consistent());
            })
        .thenApply(answer -> Optional.ofNullable(answer.single().get("Item")));
  }

  @Override
  public CompletableFuture<Written> put(Put put) {
    return write("PutItem", json -> put(json, put));
  }

  @Override
  public CompletableFuture<Written> update(Update update) {
    return write(
        "UpdateItem",
        json -> {
          key(json, update.table(), update.key());
          json.writeStringField("ReturnValues", "ALL_NEW");
          expressions(
              json,
              new Member("UpdateExpression", update.change()),
              new Member(CONDITION, update.condition()));
        });
  }

  @Override
  public CompletableFuture<Written> delete(Delete delete) {
    return write(
        "DeleteItem",
        json -> {
          key(json, delete.table(), delete.key());
          expressions(json, new Member(CONDITION, delete.condition()));
        });
  }

  @Override
  public CompletableFuture<Boolean> putAll(List<Put> puts) {
    // AWS: with the same token, a transaction that is tried again happens once.
    String token = UUID.randomUUID().toString();
    byte[] request =
        request(
            json -> {
              json.writeStringField("ClientRequestToken", token);
              json.writeArrayFieldStart("TransactItems");
              for (Put put : puts) {
                json.writeStartObject();
                json.writeObjectFieldStart("Put");
                put(json, put);
                json.writeEndObject();
                json.writeEndObject();
              }
              json.writeEndArray();
            });
    return unless(
        service
            .call("TransactWriteItems", request, Answer::read, JsonService.Patience.BRIEF)
            .thenApply(answer -> true),
        refused ->
            refused.body().objects("CancellationReasons").stream()
                .filter(
                    reason ->
                        reason.string("Code").filter("ConditionalCheckFailed"::equals).isPresent())
                .map(reason -> false)
                .findFirst());
  }

  @Override
  public CompletableFuture<Page> query(Query query) {
    return read(
        "Query",
        json -> {
          json.writeStringField("TableName", query.table());
          json.writeBooleanField("ScanIndexForward", query.order().forwards());
          json.writeBooleanField("ConsistentRead", query.order().consistent());
          page(json, query.order().limit(), query.after());
          expressions(
              json,
              new Member("KeyConditionExpression", query.key()),
              new Member("FilterExpression", query.filter()),
              new Member("ProjectionExpression", Expression.of(query.projection())));
        });
  }

  @Override
  public CompletableFuture<Page> scan(Scan scan) {
    return read(
        "Scan",
        json -> {
          json.writeStringField("TableName", scan.table());
          page(json, scan.limit(), scan.after());
          expressions(json, new Member("FilterExpression", scan.filter()));
        });
  }

  private CompletableFuture<Written> write(String operation, Json.Writer members) {
    return unless(
        call(operation, members).thenApply(answer -> new Written(true, answer.row("Attributes"))),
        refused ->
            refused.type().equals("ConditionalCheckFailedException")
                ? Optional.of(new Written(false, RowJson.of(refused.body().object("Item"))))
                : Optional.empty());
  }

  private CompletableFuture<Page> read(String operation, Json.Writer members) {
    return call(operation, members)
        .thenApply(answer -> new Page(answer.items(), answer.row("LastEvaluatedKey")));
  }

  private CompletableFuture<Answer> call(String operation, Json.Writer members) {
    return service.call(operation, request(members), Answer::read);
  }

  private static byte[] request(Json.Writer members) {
    return Json.object(
        json -> {
          members.write(json);
          json.writeStringField("ReturnConsumedCapacity", "TOTAL");
        });
  }

  private static <T> CompletableFuture<T> unless(
      CompletableFuture<T> call, Function<ServiceFailure, Optional<T>> refusal) {
    return call.exceptionallyCompose(
        failure ->
            (Futures.cause(failure) instanceof ServiceFailure refused
                    ? refusal.apply(refused)
                    : Optional.<T>empty())
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(failure)));
  }

  private static void key(JsonGenerator json, String table, Row key) throws IOException {
    json.writeStringField("TableName", table);
    RowJson.write(json, "Key", key);
  }

  private static void put(JsonGenerator json, Put put) throws IOException {
    json.writeStringField("TableName", put.table());
    RowJson.write(json, "Item", put.row());
    expressions(json, new Member(CONDITION, put.condition()));
  }

  private static void page(JsonGenerator json, int limit, Row after) throws IOException {
    if (limit > 0) {
      json.writeNumberField("Limit", limit);
    }
    RowJson.write(json, "ExclusiveStartKey", after);
  }

  /**
   * What an answer holds. Read as it comes, which takes 2.7 ms for a page of 1 MB; a tree of it
   * would take 6.3.
   *
   * @param items the rows of a page
   * @param single other rows by their member
   */
  private record Answer(List<Row> items, Map<String, Row> single) {
    private static final Set<String> ROWS = Set.of("Item", "Attributes", "LastEvaluatedKey");

    static Answer read(JsonParser json) throws IOException {
      var answer = new Answer(new ArrayList<>(), new HashMap<>());
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        json.nextToken();
        if (member.equals("Items")) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            answer.items.add(RowJson.read(json));
          }
        } else if (ROWS.contains(member)) {
          answer.single.put(member, RowJson.read(json));
        } else {
          json.skipChildren();
        }
      }
      return answer;
    }

    Row row(String member) {
      return single.getOrDefault(member, Row.EMPTY);
    }
  }

  /** A request's expression by its name there. */
  private record Member(String name, Expression expression) {}

  private static void expressions(JsonGenerator json, Member... members) throws IOException {
    Row values = Row.EMPTY;
    var reserved = new TreeSet<String>();
    for (Member member : members) {
      String text = member.expression().text();
      if (!text.isEmpty()) {
        json.writeStringField(member.name(), text);
        if (member.name().equals(CONDITION)) {
          json.writeStringField("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
        }
        RESERVED.matcher(text).results().forEach(name -> reserved.add(name.group(1)));
        values = values.with(member.expression().values());
      }
    }
    if (!reserved.isEmpty()) {
      json.writeObjectFieldStart("ExpressionAttributeNames");
      for (String name : reserved) {
        json.writeStringField("#" + name, name);
      }
      json.writeEndObject();
    }
    RowJson.write(json, "ExpressionAttributeValues", values);
  }
}
