package dev.chatctl.loadtest.compare;

import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.loadtest.calibration.CalibrationCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Memory of a listener and CPU of a delivery, peer by peer, against one calibration server. Memory
 * is the slope between few and many listeners, so that what a tool needs for itself is left out;
 * CPU is what its process used while messages arrived at a constant rate, after a warm-up.
 */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false)
public final class PeerComparison implements Callable<Integer> {
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  @Option(names = "--clients", defaultValue = "10000", description = "Listeners (default: 10000).")
  private int clients;

  @Option(names = "--few", defaultValue = "2000", description = "The few of the slope's lower end.")
  private int few;

  @Option(names = "--rate", defaultValue = "3", description = "Messages per second (default: 3).")
  private double rate;

  @Option(names = "--seconds", defaultValue = "15", description = "Length (default: 15).")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "1", description = "Medians of so many (default: 1).")
  private int rounds;

  @Option(names = "--out", defaultValue = "results/compare", description = "Folder for logs.")
  private Path out = Path.of("results/compare");

  /** One measurement. */
  private record Cost(double kilobytes, double cpuMicros) {}

  private PeerComparison() {}

  /** Prints a table. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new PeerComparison()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(out);
    Map<PeerTool, List<Cost>> costs = new EnumMap<>(PeerTool.class);
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    java.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (CalibrationCluster server =
        CalibrationCluster.start(java, 1, 0, out.resolve("server.log"))) {
      for (int round = 0; round < rounds; round++) {
        for (PeerTool peer : PeerTool.values()) {
          ProcessTree small = measure(server, peer, few, 0);
          Run run = new Run();
          ProcessTree large = measure(server, peer, clients, seconds, run);
          double kilobytes =
              (large.residentBytes() - small.residentBytes()) / 1000.0 / (clients - few);
          Cost cost = new Cost(kilobytes, run.cpuMicros / (rate * seconds * clients));
          costs.computeIfAbsent(peer, p -> new ArrayList<>()).add(cost);
          System.out.printf(
              Locale.ROOT,
              "round %d  %-20s %7.1f KB a listener  %6.2f us CPU a delivery  (%d listeners: %.0f"
                  + " MB, %d: %.0f MB)%n",
              round + 1,
              peer.label(),
              cost.kilobytes(),
              cost.cpuMicros(),
              few,
              small.residentBytes() / 1e6,
              clients,
              large.residentBytes() / 1e6);
        }
      }
    }
    System.out.printf("%n%-20s %14s %16s%n", "median", "KB a listener", "us a delivery");
    costs.forEach(
        (peer, list) ->
            System.out.printf(
                Locale.ROOT,
                "%-20s %14.1f %16.2f%n",
                peer.label(),
                median(list.stream().mapToDouble(Cost::kilobytes).sorted().toArray()),
                median(list.stream().mapToDouble(Cost::cpuMicros).sorted().toArray())));
    return 0;
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** What a measurement found besides the memory. */
  private static final class Run {
    private double cpuMicros;
  }

  private ProcessTree measure(CalibrationCluster server, PeerTool peer, int n, int length)
      throws IOException, InterruptedException {
    return measure(server, peer, n, length, new Run());
  }

  /** Memory after the warm-up; the CPU time of the measured seconds goes into {@code run}. */
  private ProcessTree measure(CalibrationCluster server, PeerTool peer, int n, int length, Run run)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(out.resolve(peer.name().toLowerCase(Locale.ROOT)));
    int sending = (int) WARM_UP.toSeconds() + length + 3;
    int stay = sending + n / PeerTool.CONNECT_RATE + 30;
    PeerTool.Task task =
        new PeerTool.Task(server.url(), n, rate, (int) (sending * rate), stay, folder);
    try (var child =
        new ChildProcess(
            peer.start(task), peer.label() + " failed", folder.resolve("errors.log"))) {
      return peer == PeerTool.CHATCTL
          ? measureOurs(child, length, run)
          : measureListeners(server, child, n, length, run);
    } finally {
      while (server.size() > 0) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static ProcessTree measureOurs(ChildProcess child, int length, Run run)
      throws IOException, InterruptedException {
    while (!child.nextLine().orElseThrow(() -> child.failure("it ended")).equals("ready")) {
      // What it says before.
    }
    Process process = child.process();
    process.getOutputStream().write((System.nanoTime() + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
    ProcessTree warm = ProcessTree.of(process);
    if (length > 0) {
      TimeUnit.SECONDS.sleep(length);
      run.cpuMicros = ProcessTree.of(process).cpuMicros() - warm.cpuMicros();
      int exitCode = child.awaitEnd();
      if (exitCode != 0) {
        throw child.failure("a delivery was missing: exit code " + exitCode);
      }
    }
    return warm;
  }

  private ProcessTree measureListeners(
      CalibrationCluster server, ChildProcess child, int n, int length, Run run)
      throws IOException, InterruptedException {
    child.await(() -> server.size() == n);
    Process process = child.process();
    try (Metronome metronome = new Metronome(server.url())) {
      metronome.beat(rate, WARM_UP);
      ProcessTree warm = ProcessTree.of(process);
      if (length > 0) {
        metronome.beat(rate, Duration.ofSeconds(length));
        run.cpuMicros = ProcessTree.of(process).cpuMicros() - warm.cpuMicros();
      }
      return warm;
    }
  }
}
