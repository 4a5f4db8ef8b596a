package dev.chatctl.admin.person;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.connections.Outreach;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.census.Trace;
import dev.chatctl.core.census.Trace.Kind;
import dev.chatctl.core.census.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Erases a user's rows, pass after pass until one finds none: what was said meanwhile is found by
 * the next. Each row is erased by itself and only if it is still the user's, so that a run that is
 * cut short has done no harm and another does the rest.
 */
final class Erasure {
  private static final int MOST_PASSES = 5;
  private static final int AT_ONCE = 25;

  /** For what they were just saying to be stored, and for $disconnect to find its session. */
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(3);

  private final TargetedInvocation invocation;
  private final Aws aws;
  private final Traces traces;
  private final String user;
  private final boolean kick;
  private final Map<Kind, Long> erased = new EnumMap<>(Kind.class);
  private final List<Trace> present = new ArrayList<>();
  private final Map<Trace, CompletableFuture<Boolean>> underWay = new LinkedHashMap<>();

  /**
   * Of this user.
   *
   * @param kick whether connections are closed; else whoever is connected is refused
   */
  Erasure(TargetedInvocation invocation, Aws aws, String user, boolean kick) {
    this.invocation = invocation;
    this.aws = aws;
    this.traces = aws.traces();
    this.user = user;
    this.kick = kick;
  }

  long of(Kind kind) {
    return erased.getOrDefault(kind, 0L);
  }

  long total() {
    return erased.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Erases all, unless Ctrl-C comes.
   *
   * @throws CliException if there is ever more
   */
  void run() {
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      long before = total();
      traces.visit(user, invocation.interrupt()::requested, this::take);
      letGo();
      settle();
      if (total() == before || invocation.interrupt().requested()) {
        return;
      }
    }
    throw new CliException(
        ExitCode.PARTIAL,
        "%s comes back and says more; %,d rows were erased".formatted(Whose.shown(user), total()),
        "chatctl ban keeps them out; then the same again");
  }

  private void take(Trace trace) {
    if (trace.kind() == Kind.CONNECTION) {
      present.add(trace);
    } else if (trace.kind().isErasable()) {
      letGo();
      erase(trace);
    }
  }

  /** Closes the connections that were found, before anything else goes. */
  private void letGo() {
    if (present.isEmpty() || invocation.interrupt().requested()) {
      return;
    }
    if (!kick) {
      throw connected(user, present.size());
    }
    ExitCode closed =
        new Outreach(invocation, aws)
            .dismiss(
                present.stream().flatMap(trace -> trace.connection().stream()).toList(),
                "erased",
                dialect -> Optional.empty())
            .exitCode(invocation.interrupt(), false);
    if (closed == ExitCode.PARTIAL) {
      throw new CliException(
          closed, "not every connection could be closed", "the same again does the rest");
    }
    if (!invocation.interrupt().sleep(SETTLED_AFTER)) {
      present.forEach(this::erase);
      present.clear();
    }
  }

  static CliException connected(String user, int connections) {
    return CliException.usage(
        "%s is connected (%,d connections; expected: none, or --kick)"
            .formatted(Whose.shown(user), connections),
        "--kick closes them first; chatctl ban also keeps them out");
  }

  private void erase(Trace trace) {
    underWay.put(trace, traces.erase(user, trace));
    if (underWay.size() == AT_ONCE) {
      settle();
    }
  }

  private void settle() {
    underWay.forEach(
        (trace, done) -> {
          if (Futures.await(done)) {
            erased.merge(trace.kind(), 1L, Long::sum);
          }
        });
    underWay.clear();
  }
}
