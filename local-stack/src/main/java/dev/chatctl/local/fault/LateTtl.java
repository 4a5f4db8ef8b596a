package dev.chatctl.local.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.core.aws.OneBufferBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * Rows that have expired and are still there. AWS: DynamoDB deletes them within days. Nobody waits
 * for that long here, so with somebody who arrives comes the row of somebody who left two days ago.
 */
final class LateTtl {
  private static final Pattern ID = Pattern.compile("\"connection_id\":\\{\"S\":\"");
  private static final Pattern TIME = Pattern.compile("(\"connected_at\":\\{\"S\":\")[^\"]*");
  private static final Pattern EXPIRY = Pattern.compile("(\"expires_at\":\\{\"N\":\")[^\"]*");

  private LateTtl() {}

  /** Puts another row beside the one that the request puts, if that is a connection's. */
  static CompletableFuture<Void> leave(AsyncExecuteRequest arrival, SdkAsyncHttpClient network) {
    var body = new ByteArrayOutputStream();
    return SdkPublisher.adapt(arrival.requestContentPublisher())
        .subscribe(part -> body.writeBytes(bytes(part)))
        .thenCompose(
            read -> {
              String row = body.toString(UTF_8);
              return row.contains("\"room_shard\"")
                  ? network.execute(request(arrival, expired(row, Instant.now())))
                  : CompletableFuture.completedFuture(null);
            });
  }

  private static byte[] bytes(ByteBuffer part) {
    byte[] bytes = new byte[part.remaining()];
    part.duplicate().get(bytes);
    return bytes;
  }

  static String expired(String row, Instant now) {
    String other = ID.matcher(row).replaceFirst("$0late-ttl-");
    String earlier =
        TIME.matcher(other)
            .replaceFirst("$1" + now.minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
    return EXPIRY
        .matcher(earlier)
        .replaceFirst("$1" + now.minus(1, ChronoUnit.HOURS).getEpochSecond());
  }

  private static AsyncExecuteRequest request(AsyncExecuteRequest arrival, String row) {
    byte[] bytes = row.getBytes(UTF_8);
    return AsyncExecuteRequest.builder()
        .request(arrival.request().copy(r -> r.putHeader("Content-Length", "" + bytes.length)))
        .requestContentPublisher(new OneBufferBody(SdkBytes.fromByteArray(bytes)))
        .responseHandler(new Unread())
        .build();
  }

  /** Nobody asked. */
  private record Unread() implements SdkAsyncHttpResponseHandler {
    @Override
    public void onHeaders(SdkHttpResponse headers) {}

    @Override
    public void onStream(Publisher<ByteBuffer> stream) {
      var unused = SdkPublisher.adapt(stream).subscribe(part -> {});
    }

    @Override
    public void onError(Throwable failure) {}
  }
}
