package dev.chatctl.local.logs;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/**
 * One function's log, as Lambda writes it: a group of the function's name, a stream for the day and
 * the environment, a START, an END and a REPORT line around what the handler says.
 */
public final class FunctionLog {
  private final LogStore store;
  private final String group;
  private final String stream;

  public FunctionLog(LogStore store, String functionName, InstantSource clock) {
    this.store = store;
    this.group = "/aws/lambda/" + functionName;
    String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString().replace('-', '/');
    this.stream = day + "/[$LATEST]" + UUID.randomUUID().toString().replace("-", "");
    store.createGroup(group);
  }

  public String group() {
    return group;
  }

  public void line(String message) {
    store.append(group, stream, message);
  }

  /** As Lambda marks the beginning of an invocation. */
  public void start(String requestId) {
    line("START RequestId: " + requestId + " Version: $LATEST\n");
  }

  /** As Lambda marks the end of an invocation. */
  public void end(String requestId, Duration took, int memoryMegabytes) {
    line("END RequestId: " + requestId + "\n");
    double millis = took.toNanos() / 1e6;
    line(
        String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB"
                + "\tMax Memory Used: %d MB\t\n",
            requestId,
            millis,
            (long) Math.ceil(millis),
            memoryMegabytes,
            memoryMegabytes));
  }
}
