package dev.chatctl.loadtest.calibration;

import dev.chatctl.cli.process.ChildProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Calibration servers in processes of their own that share one port and one room. */
public final class CalibrationCluster implements AutoCloseable {
  private final List<ChildProcess> children = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();

  /** One process. */
  private static final class Server {
    private final ChildProcess child;
    private final PrintStream input;
    private final String port;
    private final String relayPort;

    Server(ChildProcess child) throws InterruptedException {
      this.child = child;
      this.input =
          new PrintStream(child.process().getOutputStream(), true, StandardCharsets.US_ASCII);
      String ports = answer();
      this.port = ports.substring(0, ports.indexOf(' '));
      this.relayPort = ports.substring(ports.indexOf(' ') + 1);
    }

    String ask(String question) throws InterruptedException {
      input.println(question);
      return answer();
    }

    private String answer() throws InterruptedException {
      return child.nextLine().orElseThrow(() -> child.failure("it has ended"));
    }
  }

  private CalibrationCluster() {}

  /**
   * Starts them.
   *
   * @param java the command that starts a class of ours, but for the class's name
   * @param delayMillis between a message's arrival and its deliveries
   * @param log receives what they say of errors
   */
  public static CalibrationCluster start(List<String> java, int count, int delayMillis, Path log)
      throws IOException, InterruptedException {
    CalibrationCluster cluster = new CalibrationCluster();
    try {
      for (int i = 0; i < count; i++) {
        List<String> command = new ArrayList<>(java);
        command.add(CalibrationServer.class.getName());
        command.add(i == 0 ? "0" : cluster.servers.getFirst().port);
        command.addAll(List.of("1", String.valueOf(delayMillis)));
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        cluster.children.add(
            new ChildProcess(builder.start(), "no answer from the calibration server", log));
        cluster.servers.add(new Server(cluster.children.getLast()));
      }
      for (Server server : cluster.servers) {
        server.ask(
            cluster.servers.stream()
                .filter(other -> other != server)
                .map(other -> " " + other.relayPort)
                .collect(Collectors.joining("", "join", "")));
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Where to connect. */
  public URI url() {
    return URI.create("ws://127.0.0.1:" + servers.getFirst().port + "/");
  }

  /** Open sockets. */
  public int size() throws InterruptedException {
    int size = 0;
    for (Server server : servers) {
      size += Integer.parseInt(server.ask("size"));
    }
    return size;
  }

  @Override
  public void close() {
    children.forEach(ChildProcess::close);
  }
}
