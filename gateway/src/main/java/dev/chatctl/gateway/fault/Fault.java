package dev.chatctl.gateway.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One kind of fault. */
public enum Fault {
  /** A {@code @connections} call is answered with 410 though the connection is there. */
  GONE(Operation.CALL),
  /** It is answered with 429. */
  THROTTLE(Operation.CALL),
  /** It is answered with 500. */
  ERROR(Operation.CALL),
  /** The client's socket ends without a close frame. */
  DROP_SOCKET(Operation.TRAFFIC),
  /** {@code $disconnect} does not run. */
  LOSE_DISCONNECT(Operation.DISCONNECT),
  /** The function is not called and never answers. */
  INTEGRATION_HANG(Operation.INTEGRATION),
  /** The function is not called and fails. */
  INTEGRATION_THROW(Operation.INTEGRATION);

  /** What meets faults; one operation meets at most one. */
  public enum Operation {
    /** A call of {@code @connections}. */
    CALL,
    /** A message or a post. */
    TRAFFIC,
    /** The end of a socket. */
    DISCONNECT,
    /** A call of a function. */
    INTEGRATION;

    /** What it can meet. */
    public List<Fault> faults() {
      return Arrays.stream(Fault.values()).filter(fault -> fault.operation == this).toList();
    }
  }

  private final Operation operation;

  Fault(Operation operation) {
    this.operation = operation;
  }

  /** As {@link Faults#parse} spells it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
