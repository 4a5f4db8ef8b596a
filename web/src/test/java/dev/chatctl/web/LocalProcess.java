package dev.chatctl.web;

import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.cli.testing.JavaCommand;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/** {@code chatctl local} as a user runs it; ends with this process, however that ends. */
final class LocalProcess implements AutoCloseable {
  private final ChildProcess child;
  private final JsonObject addresses;

  private LocalProcess(ChildProcess child, JsonObject addresses) {
    this.child = child;
    this.addresses = addresses;
  }

  /** Starts it and returns once it is ready. */
  static LocalProcess start(String... options) throws Exception {
    List<String> command = JavaCommand.of("dev.chatctl.local.Local", "-Xmx512m");
    command.addAll(List.of("-o", "json", "--stop-on-stdin-eof"));
    command.addAll(List.of(options));
    Path log = Path.of("target", "local-stack.log");
    Process process =
        new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start();
    var child = new ChildProcess(process, "the local stack did not start", log);
    try {
      return new LocalProcess(child, Json.parseObject(firstDocument(child)));
    } catch (Exception e) {
      child.close();
      throw e;
    }
  }

  String address(String name) {
    return addresses.string(name).orElseThrow();
  }

  @Override
  public void close() {
    try (ChildProcess ended = child) {
      ended.process().getOutputStream().close();
      ended.awaitEnd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Up to the brace in the first column that closes it. */
  private static String firstDocument(ChildProcess child) throws InterruptedException {
    var document = new StringBuilder();
    String line;
    do {
      line = child.nextLine().orElseThrow(() -> child.failure("it ended"));
      document.append(line).append('\n');
    } while (!line.equals("}"));
    return document.toString();
  }
}
