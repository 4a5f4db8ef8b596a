package dev.chatctl.loadtest.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process's limit of open files: every socket needs one. The JVM raises its soft limit to the
 * hard one by itself, so the hard limit is what counts.
 *
 * @param limit files one process may hold open
 */
public record OpenFiles(long limit) {
  /** Kept for jars, logs, event loops and publishers. */
  public static final int HEADROOM = 256;

  /** The row "Max open files", soft limit, hard limit; no match when the latter is unlimited. */
  private static final Pattern ROW = Pattern.compile("(?m)^Max open files\\s+\\w+\\s+(\\d+)");

  /** This process's limit; unlimited where the system does not tell. */
  public static OpenFiles ofThisProcess() {
    return parse(Proc.read("self/limits"));
  }

  /** Reads the table of {@code /proc/self/limits}. */
  static OpenFiles parse(String limits) {
    Matcher row = ROW.matcher(limits);
    return new OpenFiles(row.find() ? Long.parseLong(row.group(1)) : Long.MAX_VALUE);
  }

  /** Sockets that fit. */
  public long sockets() {
    return limit == Long.MAX_VALUE ? limit : Math.max(0, limit - HEADROOM);
  }

  /**
   * Notes a problem when the listeners do not fit.
   *
   * @param others sockets besides those of the listeners
   * @param processes how many share both evenly
   */
  public void check(String name, long listeners, long others, int processes, Problems problems) {
    long needed = Math.ceilDiv(listeners, processes) + Math.ceilDiv(others, processes);
    if (needed <= sockets()) {
      return;
    }
    long each = Math.max(1, sockets() - Math.ceilDiv(others, processes));
    problems.require(
        false,
        name,
        listeners,
        "<= %d: open files are limited to %d a process; use --shards %d, or raise it with: ulimit -Hn %d"
            .formatted(each * processes, limit, Math.ceilDiv(listeners, each), needed + HEADROOM));
  }
}
