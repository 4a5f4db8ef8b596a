package dev.chatctl.loadtest.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The backend as a child process. It watches a pipe of ours on its standard input, so it ends when
 * this process ends, however that happens.
 */
final class LocalStack implements AutoCloseable {
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final int SHOWN_LINES = 15;

  private final Process process;
  private final Path log;
  private final CompletableFuture<JsonNode> description;

  private LocalStack(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.description = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("local-stack-output").start(this::read);
  }

  /**
   * Starts the child.
   *
   * @param log receives its standard error
   */
  static LocalStack start(String launcher, Path log) throws IOException {
    Process process =
        new ProcessBuilder(launcher, "local", "-o", "json", "--stop-on-stdin-eof")
            .redirectError(log.toFile())
            .start();
    return new LocalStack(process, log);
  }

  /** Its output is one JSON document, then nothing; the pipe is kept empty all the same. */
  private void read() {
    try (InputStream output = process.getInputStream();
        JsonParser parser = new ObjectMapper().createParser(output)) {
      JsonNode document = parser.readValueAsTree();
      if (document == null) {
        throw new IOException("it ended without a word");
      }
      description.complete(document);
      output.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      description.completeExceptionally(e);
    }
  }

  /**
   * What it says about itself.
   *
   * @param metrics where it takes metrics, if it does
   */
  record Description(URI webSocketUrl, Optional<URI> metrics) {}

  /**
   * Waits until it is ready.
   *
   * @throws CommandFailure with the end of its log if it is not
   */
  Description description(Duration patience) throws InterruptedException {
    try {
      JsonNode json = description.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      String url = json.path("websocket_url").textValue();
      if (url == null) {
        throw failure("it printed no websocket_url");
      }
      return new Description(
          URI.create(url),
          Optional.ofNullable(json.path("metrics_endpoint").textValue()).map(URI::create));
    } catch (ExecutionException e) {
      throw failure(reason(e));
    } catch (TimeoutException e) {
      throw failure("it was not ready within " + patience.toSeconds() + " s");
    }
  }

  private static String reason(ExecutionException e) {
    String message = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
    return message.lines().findFirst().orElse(message);
  }

  private CommandFailure failure(String reason) {
    StringBuilder text = new StringBuilder("the local backend did not start: ").append(reason);
    List<String> lines = logLines();
    lines
        .subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())
        .forEach(line -> text.append("\n  ").append(line));
    text.append("\n hint: the whole log is in ").append(log);
    return new CommandFailure(ExitCode.UNAVAILABLE, text.toString());
  }

  private List<String> logLines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private boolean ends() throws InterruptedException {
    return process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    List<ProcessHandle> descendants = process.descendants().toList();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The child is gone already; nothing is left to be told to it.
    }
    try {
      if (!ends()) {
        process.destroy();
        if (!ends()) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
