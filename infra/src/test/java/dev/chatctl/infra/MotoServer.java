package dev.chatctl.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The AWS emulator moto on a free port of the loopback interface. */
final class MotoServer implements AutoCloseable {
  private final Process process;
  private final InetSocketAddress address;

  MotoServer(Path log) {
    Path executable = Tools.motoServer();
    try {
      this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
      var builder =
          new ProcessBuilder(
                  executable.toString(),
                  "-H",
                  address.getAddress().getHostAddress(),
                  "-p",
                  Integer.toString(address.getPort()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("moto_server listens, see " + log)
        .atMost(Duration.ofMinutes(2))
        .until(this::isListening);
  }

  String url() {
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public void close() {
    // A Python version manager starts the server as a child.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private boolean isListening() {
    if (!process.isAlive()) {
      throw new IllegalStateException("moto_server ended with " + process.exitValue());
    }
    try (var socket = new Socket()) {
      socket.connect(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
