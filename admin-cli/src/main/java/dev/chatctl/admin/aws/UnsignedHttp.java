package dev.chatctl.admin.aws;

import dev.chatctl.core.aws.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Posts to the local stack, which checks no signatures: a command is over before the JVM has
 * compiled the SDK's signer.
 */
final class UnsignedHttp implements Http {
  /** DynamoDB Local wants to see the form of one. */
  private static final List<String> SIGNATURE =
      List.of(
          "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
              + " SignedHeaders=host, Signature=0");

  private final PlainHttp http;
  private final Executor threads;

  UnsignedHttp(PlainHttp http, Executor threads) {
    this.http = http;
    this.threads = threads;
  }

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

  private Answer exchange(URI uri, Map<String, String> headers, byte[] body) throws IOException {
    var all = new HashMap<String, List<String>>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    all.put("Authorization", SIGNATURE);
    PlainHttp.Answer answer = http.send("POST", uri, all, body);
    try (InputStream content = answer.body()) {
      return new Answer(
          answer.status(),
          answer.headers().getOrDefault("date", List.of()).stream().findFirst(),
          SdkBytes.fromByteArrayUnsafe(content.readAllBytes()));
    }
  }
}
