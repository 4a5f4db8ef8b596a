package dev.chatctl.local.fault;

import java.util.Locale;

/** One kind of fault. */
public enum ServiceFault {
  /** A table does what it is asked, and the function never hears of it. */
  TABLE_LOSE_ANSWER,
  /** A table refuses for now. */
  TABLE_THROTTLE,
  /** The row of a connection that expired long ago is still there. */
  TABLE_TTL_LATE,
  /** A message of the queue is delivered again although it was done. */
  QUEUE_DUPLICATE,
  /** A function ends in the middle: when it writes, before or after the write is done. */
  FUNCTION_KILL;

  /** As {@link StackFaults#parse} spells it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
