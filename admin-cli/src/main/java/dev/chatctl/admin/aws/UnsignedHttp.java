package dev.chatctl.admin.aws;

import dev.chatctl.core.aws.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Posts to the local stack, which checks no signatures: a command is over before the JVM has
 * compiled the SDK's signer.
 */
record UnsignedHttp(Executor threads) implements Http {
  /** DynamoDB Local wants to see the form of one. */
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  @Override
  public CompletableFuture<Answer> post(
      String url, String service, Map<String, String> headers, SdkBytes body, Duration patience) {
    var answer = new CompletableFuture<Answer>();
    threads.execute(
        () -> {
          try {
            answer.complete(exchange(URI.create(url), headers, body.asByteArrayUnsafe()));
          } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Answer exchange(URI uri, Map<String, String> headers, byte[] body)
      throws IOException {
    HttpURLConnection call = Transport.open(uri);
    call.setRequestMethod("POST");
    headers.forEach(call::setRequestProperty);
    call.setRequestProperty("Authorization", SIGNATURE);
    call.setDoOutput(true);
    call.setFixedLengthStreamingMode(body.length);
    call.getOutputStream().write(body);
    int status = call.getResponseCode();
    try (@Nullable InputStream content =
        status < 400 ? call.getInputStream() : call.getErrorStream()) {
      return new Answer(
          status,
          Optional.ofNullable(call.getHeaderField("Date")),
          SdkBytes.fromByteArrayUnsafe(content == null ? new byte[0] : content.readAllBytes()));
    }
  }
}
