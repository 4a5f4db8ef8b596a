package dev.chatctl.loadtest.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  /** Who starts it. */
  static String launcher() {
    String launcher = System.getProperty("chatctl.launcher");
    if (launcher == null) {
      throw PlanBuilder.wrong(
          "the property chatctl.launcher is not set: start this with ./chatctl");
    }
    return launcher;
  }

  /**
   * Starts the child.
   *
   * @param options of {@code chatctl local}
   * @param log receives its standard error
   * @param silence how long it may show no sign of life until it is ready
   */
  static LocalBackend start(String launcher, List<String> options, Path log, Duration silence)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(launcher, "local", "-o", "json", "--stop-on-stdin-eof"));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new LocalBackend(
        new ChildProcess(process, "the local backend did not start", log, silence));
  }

  /** Where it is: what {@code chatctl local -o json} prints. */
  record Addresses(JsonNode document) {
    URI webSocketUrl() {
      return uri("websocket_url").orElseThrow();
    }

    /** Where it takes metrics, if it does. */
    Optional<URI> metrics() {
      return uri("metrics_endpoint");
    }

    Optional<URI> uri(String member) {
      return Optional.ofNullable(document.path(member).textValue()).map(URI::create);
    }
  }

  /**
   * Waits until it is ready.
   *
   * @throws dev.chatctl.cli.CliException with the end of its log if it will not be; exit code 6
   */
  Addresses addresses() throws InterruptedException {
    JsonNode json = document();
    if (!json.path("websocket_url").isTextual()) {
      throw child.failure("it printed no websocket_url");
    }
    return new Addresses(json);
  }

  /** Ends it as a crash would: nothing is told to anybody, or written. */
  void kill() throws InterruptedException {
    child.process().destroyForcibly().waitFor();
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
