package dev.chatctl.admin.connections;

import dev.chatctl.core.census.ConnectionRow;
import java.util.Optional;

/**
 * A connection as listed.
 *
 * @param liveness empty when {@code @connections} was not asked
 */
record Listed(ConnectionRow row, Optional<Liveness> liveness) {
  static Listed of(ConnectionRow row) {
    return new Listed(row, Optional.empty());
  }

  boolean isGone() {
    return liveness.map(Liveness::state).equals(Optional.of(Liveness.State.GONE));
  }
}
