package dev.chatctl.admin.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatctl.core.census.Item;
import dev.chatctl.core.census.TableScan;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Scans a table of the local stack, which checks no signatures. The SDK's client would take longer
 * to get ready than such a table takes to read.
 */
final class UnsignedScan implements TableScan {
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "X-Amz-Target", List.of("DynamoDB_20120810.Scan"),
          "Content-Type", List.of("application/x-amz-json-1.0"),
          "Authorization",
              List.of(
                  "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                      + " SignedHeaders=host, Signature=0"));

  private static final JsonFactory JSON = new JsonFactory();

  private final PlainHttp http;
  private final URI endpoint;
  private final Executor threads;

  UnsignedScan(PlainHttp http, Executor threads, URI endpoint) {
    this.http = http;
    this.threads = threads;
    this.endpoint = endpoint;
  }

  @Override
  public CompletableFuture<Page> after(String table, Map<String, AttributeValue> key) {
    return CompletableFuture.supplyAsync(() -> read(table, key), threads);
  }

  private Page read(String table, Map<String, AttributeValue> key) {
    try {
      PlainHttp.Answer answer = http.send("POST", endpoint, HEADERS, request(table, key));
      try (InputStream body = answer.body()) {
        if (answer.status() != 200) {
          throw refused(answer.status(), Json.parseObject(body));
        }
        try (JsonParser json = JSON.createParser(body)) {
          Page page = page(json);
          body.transferTo(OutputStream.nullOutputStream()); // so that the connection is free again
          return page;
        }
      }
    } catch (IOException e) {
      throw SdkClientException.create("Unable to execute HTTP request: " + e.getMessage(), e);
    } catch (JsonFormatException e) {
      throw new UncheckedIOException(new IOException(endpoint + ": " + e.getMessage(), e));
    }
  }

  private static byte[] request(String table, Map<String, AttributeValue> key) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("TableName", table);
          if (!key.isEmpty()) {
            json.writeObjectFieldStart("ExclusiveStartKey");
            for (Map.Entry<String, AttributeValue> attribute : key.entrySet()) {
              json.writeObjectFieldStart(attribute.getKey());
              json.writeStringField("S", attribute.getValue().s()); // as all our keys are
              json.writeEndObject();
            }
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  private static Page page(JsonParser json) throws IOException {
    List<Item> items = new ArrayList<>();
    Map<String, AttributeValue> next = new HashMap<>();
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "Items" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            items.add(new Item(attributes(json)));
          }
        }
        case "LastEvaluatedKey" ->
            attributes(json).forEach((name, text) -> next.put(name, AttributeValue.fromS(text)));
        default -> json.skipChildren();
      }
    }
    return new Page(items, next);
  }

  /** The texts and numbers of {@code {NAME: {"S": TEXT}, NAME: {"N": DIGITS}, ...}}. */
  private static Map<String, String> attributes(JsonParser json) throws IOException {
    var attributes = new HashMap<String, String>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String type = json.currentName();
        json.nextToken();
        if (type.equals("S") || type.equals("N")) {
          attributes.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    }
    return attributes;
  }

  private static DynamoDbException refused(int status, JsonObject json) {
    String type = json.string("__type").orElse("");
    return (DynamoDbException)
        DynamoDbException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(type.substring(type.indexOf('#') + 1))
                    .errorMessage(json.string("message").orElse(json.string("Message").orElse("")))
                    .build())
            .build();
  }
}
