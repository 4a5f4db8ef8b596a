package dev.chatctl.core.aws;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.table.Row;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

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
    return Json.object(
        json -> {
          switch (operation) {
            case "GetItem" -> RowJson.write(json, "Item", row("envelope"));
            case "UpdateItem" -> RowJson.write(json, "Attributes", row("envelope"));
            case "Query" -> {
              json.writeArrayFieldStart("Items");
              for (String dialect : dialects) {
                RowJson.write(json, row(dialect));
              }
              json.writeEndArray();
            }
            default -> {}
          }
        });
  }

  /** A session, a listed connection, a room, how far a shard has been told and a rule, in one. */
  private static Row row(String dialect) {
    return Row.of("connection_id", dialect + "=")
        .with("room", "rehearsal")
        .with("shard", 0)
        .with("name", "guest")
        .with("dialect", dialect)
        .with("connected_at", TIME)
        .with("created_at", TIME)
        .with("members", 5)
        .with("shard_count", 1)
        .with("message_count", 1)
        .with("next_connection_id", "")
        .with("kind", "mute")
        .with("made_by", "rehearsal")
        .with("made_at", TIME);
  }
}
