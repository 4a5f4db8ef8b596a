package dev.chatctl.admin.person;

import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.census.Trace;
import dev.chatctl.core.census.Trace.Kind;
import dev.chatctl.core.census.Traces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** How much there is of a user, and whether somebody was about to erase it. */
final class Inventory {
  static final String BEGUN = "erase";
  static final String DONE = "erased";

  private final Map<Kind, Long> rows = new EnumMap<>(Kind.class);
  private final List<ConnectionRow> connections = new ArrayList<>();
  private boolean isUnfinished;

  static Inventory of(Traces traces, String user, BooleanSupplier stopped) {
    var inventory = new Inventory();
    traces.visit(user, stopped, inventory::add);
    return inventory;
  }

  private void add(Trace trace) {
    rows.merge(trace.kind(), 1L, Long::sum);
    trace.connection().ifPresent(connections::add);
    if (trace.kind() == Kind.AUDIT) {
      String action = trace.row().text("action");
      // They come in order of time.
      isUnfinished = action.equals(BEGUN) || (isUnfinished && !action.equals(DONE));
    }
  }

  long of(Kind kind) {
    return rows.getOrDefault(kind, 0L);
  }

  long erasable() {
    return Arrays.stream(Kind.values()).filter(Kind::isErasable).mapToLong(this::of).sum();
  }

  List<ConnectionRow> connections() {
    return connections;
  }

  boolean isUnfinished() {
    return isUnfinished;
  }

  /** In words, a line for each kind. */
  List<String> lines() {
    return Arrays.stream(Kind.values())
        .filter(kind -> of(kind) > 0)
        .map(
            kind ->
                "%,d of kind %s%s"
                    .formatted(of(kind), kind.wireName(), kind.isErasable() ? "" : ": kept"))
        .toList();
  }
}
