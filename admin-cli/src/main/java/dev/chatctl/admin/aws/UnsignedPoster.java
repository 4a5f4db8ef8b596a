package dev.chatctl.admin.aws;

import dev.chatctl.core.fanout.ConnectionPoster;
import dev.chatctl.core.fanout.ConnectionUrls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Posts to {@code @connections} of the local stack, which checks no signatures. A broadcast is over
 * before the JVM has compiled the SDK's signer.
 */
final class UnsignedPoster implements ConnectionPoster {
  private static final Map<String, List<String>> HEADERS =
      Map.of("Content-Type", List.of("application/json"));

  private final PlainHttp http;
  private final Executor threads;
  private final ConnectionUrls urls;

  UnsignedPoster(PlainHttp http, Executor threads, URI endpoint) {
    this.http = http;
    this.threads = threads;
    this.urls = new ConnectionUrls(endpoint);
  }

  @Override
  public CompletableFuture<Integer> post(String connectionId, SdkBytes frame) {
    URI uri = URI.create(urls.of(connectionId));
    return CompletableFuture.supplyAsync(() -> post(uri, frame.asByteArrayUnsafe()), threads);
  }

  private int post(URI uri, byte[] frame) {
    try {
      PlainHttp.Answer answer = http.send("POST", uri, HEADERS, frame);
      try (InputStream body = answer.body()) {
        body.transferTo(OutputStream.nullOutputStream()); // so that the connection is free again
      }
      return answer.status();
    } catch (IOException e) {
      throw SdkClientException.create("Unable to execute HTTP request: " + e.getMessage(), e);
    }
  }
}
