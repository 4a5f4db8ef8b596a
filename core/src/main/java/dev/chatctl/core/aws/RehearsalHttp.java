package dev.chatctl.core.aws;

import static java.util.Map.entry;

import dev.chatctl.core.json.Json;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Answers as the services would, with a room in which there is one connection of each dialect, and
 * opens no socket. What runs over it loads and warms everything but the network.
 */
public final class RehearsalHttp implements SdkAsyncHttpClient {
  private static final String TIME = "2026-01-01T00:00:00.000Z";

  private final Iterable<String> dialects;

  public RehearsalHttp(Iterable<String> dialects) {
    this.dialects = dialects;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    String target = request.request().firstMatchingHeader("X-Amz-Target").orElse("");
    SdkBytes body = SdkBytes.fromByteArrayUnsafe(answer(target.substring(target.indexOf('.') + 1)));
    SdkAsyncHttpResponseHandler handler = request.responseHandler();
    handler.onHeaders(SdkHttpResponse.builder().statusCode(200).build());
    handler.onStream(new OneBufferBody(body));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {}

  private byte[] answer(String operation) {
    return Json.write(
        json -> {
          json.writeStartObject();
          switch (operation) {
            case "GetItem" -> AttributeJson.write(json, "Item", row("envelope"));
            case "UpdateItem" -> AttributeJson.write(json, "Attributes", row("envelope"));
            case "Query" -> {
              json.writeArrayFieldStart("Items");
              for (String dialect : dialects) {
                json.writeStartObject();
                AttributeJson.writeMembers(json, row(dialect));
                json.writeEndObject();
              }
              json.writeEndArray();
            }
            default -> {}
          }
          json.writeEndObject();
        });
  }

  /** A session, a listed connection, a room and how far a shard has been told, in one. */
  private static Map<String, AttributeValue> row(String dialect) {
    return Map.ofEntries(
        entry("connection_id", Items.text(dialect + "=")),
        entry("room", Items.text("rehearsal")),
        entry("shard", Items.number(0)),
        entry("name", Items.text("guest")),
        entry("dialect", Items.text(dialect)),
        entry("connected_at", Items.text(TIME)),
        entry("created_at", Items.text(TIME)),
        entry("members", Items.number(5)),
        entry("shard_count", Items.number(1)),
        entry("message_count", Items.number(1)),
        entry("next_connection_id", Items.text("")));
  }
}
