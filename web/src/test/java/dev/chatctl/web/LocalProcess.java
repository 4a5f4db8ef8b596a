package dev.chatctl.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code chatctl local} as a user runs it; ends with this process, however that ends. */
final class LocalProcess implements AutoCloseable {
  private final Process process;
  private final JsonObject addresses;

  private LocalProcess(Process process, JsonObject addresses) {
    this.process = process;
    this.addresses = addresses;
  }

  /** Starts it and returns once it is ready. */
  static LocalProcess start(String... options) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.chatctl.local.Local",
                "-o",
                "json",
                "--stop-on-stdin-eof"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectError(Redirect.appendTo(Path.of("target", "local-stack.log").toFile()))
            .start();
    try {
      return new LocalProcess(process, Json.parseObject(firstDocument(process.getInputStream())));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  String address(String name) {
    return addresses.string(name).orElseThrow();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the local stack did not stop");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Up to the brace in the first column that closes it; the stream stays open. */
  private static String firstDocument(InputStream in) throws IOException {
    var reader = new java.io.BufferedReader(new java.io.InputStreamReader(in, UTF_8));
    var document = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      document.append(line).append('\n');
      if (line.equals("}")) {
        return document.toString();
      }
    }
    throw new IOException("the local stack ended at once; see target/local-stack.log");
  }
}
