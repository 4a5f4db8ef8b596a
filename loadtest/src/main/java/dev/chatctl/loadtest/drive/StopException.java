package dev.chatctl.loadtest.drive;

/** Ends a run before its plan does; what was measured until then is kept. */
final class StopException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean unavailable;

  StopException(String reason, boolean unavailable) {
    super(reason);
    this.unavailable = unavailable;
  }

  /** Whether the other side was, or went, away. */
  boolean unavailable() {
    return unavailable;
  }
}
