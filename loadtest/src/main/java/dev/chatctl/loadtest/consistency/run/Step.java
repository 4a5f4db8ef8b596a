package dev.chatctl.loadtest.consistency.run;

/** What a client does next. */
enum Step {
  SAY(40),
  /** Several at once, without waiting for an answer between them. */
  SAY_AT_ONCE(8),
  /** The last message again, under the same client id. */
  REPEAT(8),
  RESUME(14),
  /** From the position of the last live message. */
  RESUME_FROM_LIVE(6),
  READ_BACK(6),
  /** Closes the connection as it should be, and comes back. */
  LEAVE(8),
  /** Cuts it, and comes back. */
  CUT(5),
  PING(5);

  final int weight;

  Step(int weight) {
    this.weight = weight;
  }

  /** Whether it ends a connection. */
  boolean isDeparture() {
    return this == LEAVE || this == CUT;
  }
}
