package dev.chatctl.gateway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** serverless-offline as it starts by default, its log thrown away. */
final class Peer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  /** Starts the service that is installed in a folder. */
  Peer(Path folder) throws IOException, InterruptedException {
    port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                "node",
                "node_modules/serverless/bin/serverless.js",
                "offline",
                "--httpPort",
                String.valueOf(freePort()),
                "--lambdaPort",
                String.valueOf(freePort()),
                "--websocketPort",
                String.valueOf(port))
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_REGION",
                "us-east-1",
                "CI",
                "1",
                "SLS_NOTIFICATIONS_MODE",
                "off",
                "SLS_TELEMETRY_DISABLED",
                "1"));
    process = builder.start();
    awaitStart();
  }

  Subject subject() {
    return new Subject("serverless-offline", port, "/", "", process.pid());
  }

  private void awaitStart() throws IOException, InterruptedException {
    Instant latest = Instant.now().plus(START);
    while (true) {
      try (Sockets sockets = new Sockets()) {
        Sockets.ask(sockets.connect(port, "/"), "{\"action\":\"whoami\"}");
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || Instant.now().isAfter(latest)) {
          close();
          throw new IOException("serverless-offline: did not start within " + START, notYet);
        }
        Thread.sleep(200);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    var unused = process.onExit().join();
  }
}
