package dev.chatctl.core.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** Members of DynamoDB's requests as JSON; those that a request does not set are left out. */
final class RequestJson {
  private RequestJson() {}

  static void put(JsonGenerator json, @Nullable Put put) throws IOException {
    if (put == null) {
      throw new IllegalArgumentException("transaction: no put (expected: puts only)");
    }
    json.writeObjectFieldStart("Put");
    table(json, put.tableName());
    AttributeJson.write(json, "Item", put.item());
    text(json, "ConditionExpression", put.conditionExpression());
    expression(json, put.expressionAttributeNames(), put.expressionAttributeValues());
    json.writeEndObject();
  }

  static void table(JsonGenerator json, String name) throws IOException {
    json.writeStringField("TableName", name);
  }

  static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  static void flag(JsonGenerator json, String name, @Nullable Boolean value) throws IOException {
    if (value != null) {
      json.writeBooleanField(name, value);
    }
  }

  static void page(JsonGenerator json, @Nullable Integer limit, Map<String, AttributeValue> start)
      throws IOException {
    if (limit != null) {
      json.writeNumberField("Limit", limit);
    }
    if (!start.isEmpty()) {
      AttributeJson.write(json, "ExclusiveStartKey", start);
    }
  }

  static void expression(
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
