package dev.chatctl.infra;

import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.cli.testing.Need;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/** The AWS emulator moto on a free port of the loopback interface. */
final class MotoServer implements AutoCloseable {
  private final ChildProcess process;
  private final InetSocketAddress address;

  MotoServer(Path log) {
    Path executable = Need.MOTO.path();
    try {
      this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
      var builder =
          new ProcessBuilder(
              executable.toString(),
              "-H",
              address.getAddress().getHostAddress(),
              "-p",
              Integer.toString(address.getPort()));
      builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
      this.process = ChildProcess.start(builder, "moto_server did not start", log);
      process.await(this::isListening);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public void close() {
    process.close();
  }

  private boolean isListening() {
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
