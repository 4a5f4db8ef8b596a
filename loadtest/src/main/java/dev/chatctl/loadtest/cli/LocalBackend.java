package dev.chatctl.loadtest.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code chatctl local} as a child process. It watches a pipe of ours on its standard input, so it
 * ends when this process ends, however that happens.
 */
final class LocalBackend implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChildProcess child;

  private LocalBackend(ChildProcess child) {
    this.child = child;
  }

  /**
   * Starts the child.
   *
   * @param log receives its standard error
   * @param silence how long it may show no sign of life until it is ready
   */
  static LocalBackend start(String launcher, Path log, Duration silence) throws IOException {
    Process process =
        new ProcessBuilder(launcher, "local", "-o", "json", "--stop-on-stdin-eof")
            .redirectError(log.toFile())
            .start();
    return new LocalBackend(
        new ChildProcess(process, "the local backend did not start", log, silence));
  }

  /**
   * Where it is.
   *
   * @param metrics where it takes metrics, if it does
   */
  record Addresses(URI webSocketUrl, Optional<URI> metrics) {}

  /**
   * Waits until it is ready.
   *
   * @throws dev.chatctl.cli.CliException with the end of its log if it will not be; exit code 6
   */
  Addresses addresses() throws InterruptedException {
    JsonNode json = document();
    String url = json.path("websocket_url").textValue();
    if (url == null) {
      throw child.failure("it printed no websocket_url");
    }
    return new Addresses(
        URI.create(url),
        Optional.ofNullable(json.path("metrics_endpoint").textValue()).map(URI::create));
  }

  /** What it prints is one object, in one line or ended by a brace in the first column. */
  private JsonNode document() throws InterruptedException {
    StringBuilder text = new StringBuilder();
    String line;
    do {
      line = child.nextLine().orElseThrow(() -> child.failure("it ended without a word"));
      text.append(line).append('\n');
    } while (text.charAt(0) == '{' && (line.startsWith(" ") || !line.endsWith("}")));
    try {
      return JSON.readTree(text.toString());
    } catch (JsonProcessingException e) {
      throw child.failure("it printed something else than JSON: " + e.getOriginalMessage());
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
