package dev.chatctl.gateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the gateway in a process of its own and prints medians: posts against an empty 200 of
 * the same server library (alternately), two-way frames, heap of an idle connection. Loopback only;
 * three minutes at most.
 */
final class Benchmark {
  private static final int ROUNDS = 5;
  private static final int SECONDS = 4;
  private static final int TARGETS = 32;
  // Many short pairs: what else the machine does then falls on both alike.
  private static final int PAIRS = 9;
  private static final int PAIR_SECONDS = 2;

  private Benchmark() {}

  public static void main(String[] args) throws Exception {
    try (Ours ours = new Ours()) {
      posts(ours, 1);
      posts(ours, TARGETS);
      twoWay(ours.subject());
      idle(ours, Integer.parseInt(args[0]));
    }
  }

  private static void posts(Ours ours, int targets) throws IOException, InterruptedException {
    List<Double> posts = new ArrayList<>();
    List<Double> empties = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (Posts measured = new Posts(ours.subject(), targets)) {
      measured.rate(SECONDS);
      measured.rateOf(ours.bare(), SECONDS);
      for (int i = 0; i < PAIRS; i++) {
        empties.add(measured.rateOf(ours.bare(), PAIR_SECONDS));
        posts.add(measured.rate(PAIR_SECONDS));
        ratios.add(posts.getLast() / empties.getLast());
      }
    }
    Report.print(Posts.WHAT + ", to " + targets + " sockets", "%,.0f/s", posts);
    Report.print("  the same server library, empty 200", "%,.0f/s", empties);
    Report.print("  ratio", "%.2f", ratios);
  }

  private static void twoWay(Subject subject) throws IOException, InterruptedException {
    List<Double> rates = new ArrayList<>();
    try (TwoWay measured = new TwoWay(subject)) {
      measured.rate(SECONDS);
      for (int i = 0; i < ROUNDS; i++) {
        rates.add(measured.rate(SECONDS));
      }
    }
    Report.print(TwoWay.WHAT, "%,.0f/s", rates);
  }

  private static void idle(Ours ours, int connections) throws IOException {
    long before = ours.heap();
    try (Sockets sockets = new Sockets()) {
      for (int i = 0; i < connections; i++) {
        var unused = sockets.connect(ours.subject().port(), ours.subject().socketPath());
      }
      double each = (ours.heap() - before) / (double) connections;
      Report.print(connections + " idle connections, heap of each", "%,.0f bytes", List.of(each));
    }
  }
}
