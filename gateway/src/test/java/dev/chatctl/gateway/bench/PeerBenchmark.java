package dev.chatctl.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The gateway and serverless-offline side by side: the same clients, alternately, in one run.
 * Memory is what the process holds, since that is all two different languages have in common.
 */
final class PeerBenchmark {
  private static final int ROUNDS = 5;
  private static final int SECONDS = 4;
  private static final int WARM_UP_SECONDS = 6;
  private static final int TARGETS = 32;
  private static final int CONNECTIONS = 5_000;
  private static final int FEW = 1_000;

  /** Handshakes in flight, as when many clients come together. */
  private static final int AT_ONCE = 50;

  private PeerBenchmark() {}

  public static void main(String[] args) throws Exception {
    try (Ours ours = new Ours();
        Peer peer = new Peer(Path.of(args[0]))) {
      Subject gateway = ours.subject();
      Subject offline = peer.subject();
      idle(gateway, offline);
      posts(gateway, offline);
      twoWay(gateway, offline);
    }
  }

  private static void posts(Subject gateway, Subject offline)
      throws IOException, InterruptedException {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    try (Posts mine = new Posts(gateway, TARGETS);
        Posts peers = new Posts(offline, TARGETS)) {
      mine.rate(WARM_UP_SECONDS);
      peers.rate(WARM_UP_SECONDS);
      for (int i = 0; i < ROUNDS; i++) {
        ours.add(mine.rate(SECONDS));
        theirs.add(peers.rate(SECONDS));
      }
    }
    print(Posts.WHAT, "%,.0f/s", ours, theirs);
  }

  /** One after the other: each keeps the machine busy for as long as it is open. */
  private static void twoWay(Subject gateway, Subject offline)
      throws IOException, InterruptedException {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      ours.add(twoWay(gateway, i == 0 ? WARM_UP_SECONDS : 1));
      theirs.add(twoWay(offline, i == 0 ? WARM_UP_SECONDS : 1));
    }
    print(TwoWay.WHAT, "%,.0f/s", ours, theirs);
  }

  private static double twoWay(Subject subject, int warmUpSeconds)
      throws IOException, InterruptedException {
    try (TwoWay measured = new TwoWay(subject)) {
      measured.rate(warmUpSeconds);
      return measured.rate(SECONDS);
    }
  }

  private static void idle(Subject gateway, Subject offline)
      throws IOException, InterruptedException {
    print(
        CONNECTIONS + " idle connections, resident memory of each",
        "%,.0f bytes",
        List.of(residentBytesEach(gateway)),
        List.of(residentBytesEach(offline)));
  }

  /**
   * A few have come and gone before, so what grows is not the loading of code. No more than a few:
   * neither process gives memory back, and would then serve the others from what it kept.
   */
  private static double residentBytesEach(Subject subject)
      throws IOException, InterruptedException {
    connect(subject, FEW, () -> 0);
    Thread.sleep(SECONDS * 1_000L);
    long before = subject.residentBytes();
    long after = connect(subject, CONNECTIONS, subject::residentBytes);
    return (after - before) / (double) CONNECTIONS;
  }

  private static long connect(Subject subject, int connections, Measure then)
      throws IOException, InterruptedException {
    try (Sockets sockets = new Sockets()) {
      sockets.connectMany(subject.port(), subject.socketPath(), connections, AT_ONCE);
      Thread.sleep(SECONDS * 1_000L);
      return then.take();
    }
  }

  private static void print(String what, String format, List<Double> ours, List<Double> theirs) {
    Report.print(what + ", this gateway", format, ours);
    Report.print(what + ", serverless-offline", format, theirs);
    System.out.printf(
        Locale.ROOT, "  ratio of the medians %.1f%n", Report.median(ours) / Report.median(theirs));
  }

  private interface Measure {
    long take() throws IOException;
  }
}
