package dev.chatctl.loadtest.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A load generator under comparison: a process whose listeners connect and stay. */
enum PeerTool {
  CHATCTL("chatctl loadtest"),
  GATLING("Gatling ws, stock"),
  ARTILLERY("Artillery ws");

  /** Handshakes per second. */
  static final int CONNECT_RATE = 1000;

  private static final String HEAP = "-Xmx512m";

  private final String label;

  PeerTool(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /**
   * What it is to do.
   *
   * @param rate messages per second, for the one that sends them itself
   * @param staySeconds how long listeners stay, for those that do not know when it is over
   */
  record Task(URI url, int clients, double rate, int messages, int staySeconds, Path folder) {}

  Process start(Task task) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(task));
    builder.environment().put("ARTILLERY_DISABLE_TELEMETRY", "true");
    builder.environment().put("STAY_SECONDS", String.valueOf(task.staySeconds()));
    builder.redirectError(task.folder().resolve("errors.log").toFile());
    if (this != CHATCTL) {
      builder.redirectOutput(task.folder().resolve("output.log").toFile());
    }
    return builder.start();
  }

  private List<String> command(Task task) {
    String url = task.url().toString();
    String clients = String.valueOf(task.clients());
    return switch (this) {
      case CHATCTL ->
          java(
              "dev.chatctl.loadtest.LoadTest",
              "loadtest",
              "broadcast",
              "--url=" + url,
              "--clients=" + clients,
              "--start-at=-",
              "--rate=" + task.rate(),
              "--messages=" + task.messages(),
              "--connect-rate=" + CONNECT_RATE,
              "--warm-up=20",
              "--out=" + task.folder());
      case GATLING ->
          java(
              "-Durl=" + url,
              "-Dclients=" + clients,
              "-Drate=" + CONNECT_RATE,
              "-Dstay=" + task.staySeconds(),
              "io.gatling.app.Gatling",
              "-nr",
              "-s",
              StockSimulation.class.getName(),
              "-rf",
              task.folder().toString());
      case ARTILLERY ->
          List.of(
              "loadtest/compare/node_modules/.bin/artillery",
              "run",
              "--target",
              url,
              "--overrides",
              "{\"config\":{\"phases\":[{\"duration\":%d,\"arrivalCount\":%d}]}}"
                  .formatted(Math.ceilDiv(task.clients(), CONNECT_RATE), task.clients()),
              "loadtest/compare/artillery.yml");
    };
  }

  /** Both JVMs have the same heap and options. */
  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of(HEAP, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return command;
  }
}
