package dev.chatctl.loadtest.ledger;

import java.util.Arrays;

/** When something was on. Times are told in their order. */
final class Switch {
  private long[] toggles = new long[2];
  private int toggled;

  /** It is on or off as of then; what it is already stays. */
  void set(boolean on, long nanos) {
    if (on == isOn()) {
      return;
    }
    if (toggled == toggles.length) {
      toggles = Arrays.copyOf(toggles, toggled * 2);
    }
    toggles[toggled++] = nanos;
  }

  private boolean isOn() {
    return toggled % 2 == 1;
  }

  /** Whether it was on then. */
  boolean wasOn(long nanos) {
    int before = 0;
    while (before < toggled && toggles[before] <= nanos) {
      before++;
    }
    return before % 2 == 1;
  }

  /** How often it was switched on. */
  int times() {
    return (toggled + 1) / 2;
  }
}
