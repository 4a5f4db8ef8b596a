package dev.chatctl.loadtest.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Where lines of metrics are posted. No run depends on it: what cannot be posted is dropped. */
final class MetricsPoster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final URI url;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  MetricsPoster(URI url) {
    this.url = url;
  }

  void post(String line) {
    var unused =
        client.sendAsync(
            HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(line))
                .build(),
            BodyHandlers.discarding());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
