package dev.chatctl.gateway.bench;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** serverless-offline as it starts by default, its log thrown away. */
final class Peer implements AutoCloseable {
  private static final Path NO_LOG = Path.of("/dev/null");

  private final ChildProcess process;
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
    process = new ChildProcess(builder.start(), "serverless-offline did not start", NO_LOG);
    try {
      process.await(this::answers);
    } catch (CliException e) {
      close();
      throw e;
    }
  }

  Subject subject() {
    return new Subject("serverless-offline", port, "/", "", process.process().pid());
  }

  private boolean answers() throws InterruptedException {
    try (Sockets sockets = new Sockets()) {
      Sockets.ask(sockets.connect(port, "/"), "{\"action\":\"whoami\"}");
      return true;
    } catch (IOException notYet) {
      TimeUnit.MILLISECONDS.sleep(200);
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.process().destroy();
    process.close();
  }
}
