package dev.chatctl.gateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;

/** {@link BenchServer} in a process of its own. */
final class Ours implements AutoCloseable {
  private final Process process;
  private final Writer ask;
  private final BufferedReader hear;
  private final int gateway;
  private final int bare;

  Ours() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                // Garbage of handshakes would count as memory of connections, were there room for
                // it.
                "-XX:+UseSerialGC",
                "-Xmn16m",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                BenchServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ask = process.outputWriter(UTF_8);
    hear = process.inputReader(UTF_8);
    int[] ports =
        Arrays.stream(hear.readLine().split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    gateway = ports[0];
    bare = ports[1];
  }

  Subject subject() {
    return new Subject("this gateway", gateway, "/local", "/local", process.pid());
  }

  /** The port of the bare server. */
  int bare() {
    return bare;
  }

  /** Bytes of live objects. */
  long heap() throws IOException {
    ask.write("heap\n");
    ask.flush();
    return Long.parseLong(hear.readLine());
  }

  @Override
  public void close() throws IOException {
    ask.close();
    process.destroy();
    var unused = process.onExit().join();
  }
}
