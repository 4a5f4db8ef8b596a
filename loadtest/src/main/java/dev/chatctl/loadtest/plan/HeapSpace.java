package dev.chatctl.loadtest.plan;

/**
 * The heap of a process: what is kept of each listener, message and pair of both must fit.
 *
 * @param bytes the most it grows to
 * @param eventLoops event loops, each with an account of every message
 */
public record HeapSpace(long bytes, int eventLoops) {
  /** Gatling, the JVM's own and some air. */
  private static final long BASE_BYTES = 64L << 20;

  /** A listener's connection without its account, as measured. */
  private static final long LISTENER_BYTES = 3_000;

  /** A message's row in the results. */
  private static final long ROW_BYTES = 150;

  /**
   * A message's row in the account of one event loop: three counts, the first and the last arrival.
   */
  private static final long EVENT_LOOP_BYTES = 28;

  private static final int MOST_SHARDS = 64;

  /** This process's. */
  public static HeapSpace ofThisProcess() {
    Runtime runtime = Runtime.getRuntime();
    // Gatling leaves the number of event loops to Netty, which takes two for each processor.
    return new HeapSpace(runtime.maxMemory(), 2 * runtime.availableProcessors());
  }

  /**
   * What is to be kept.
   *
   * @param listeners of the whole run
   * @param messages of the whole run; every process knows them all
   * @param publishers in each room
   */
  public record Account(long listeners, long messages, long publishers) {}

  /** Bytes that one of so many processes needs. */
  long needed(Account account, int processes) {
    long listener = LISTENER_BYTES + account.messages() / 8 + 4 * account.publishers();
    return BASE_BYTES
        + Math.ceilDiv(account.listeners(), processes) * listener
        + account.messages() * (ROW_BYTES + EVENT_LOOP_BYTES * eventLoops);
  }

  /**
   * Notes a problem when it does not fit.
   *
   * @param processes how many share the listeners evenly
   */
  public void check(Account account, int processes, Problems problems) {
    long needed = needed(account, processes);
    if (needed <= bytes) {
      return;
    }
    int enough = processes;
    while (enough <= MOST_SHARDS && needed(account, enough) > bytes) {
      enough++;
    }
    problems.add(
        Text.format(
            "--clients, --messages: %,d x %,d need some %,d MB of heap a process (expected: <= %,d"
                + " MB; use %s or give it more: JAVA_TOOL_OPTIONS=-Xmx%dm)",
            account.listeners(),
            account.messages(),
            needed >> 20,
            bytes >> 20,
            enough <= MOST_SHARDS ? "--shards " + enough : "fewer messages",
            (needed >> 20) + 1));
  }
}
