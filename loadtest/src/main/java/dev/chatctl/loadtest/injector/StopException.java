package dev.chatctl.loadtest.injector;

/** Ends a run before its plan does; what was measured until then is kept. */
final class StopException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean unavailable;
  private final boolean interrupted;

  private StopException(String reason, boolean unavailable, boolean interrupted) {
    super(reason);
    this.unavailable = unavailable;
    this.interrupted = interrupted;
  }

  StopException(String reason, boolean unavailable) {
    this(reason, unavailable, false);
  }

  /** Somebody asked for the end. */
  static StopException interrupted() {
    return new StopException("interrupted", false, true);
  }

  /** Whether somebody asked for the end. */
  boolean isInterrupted() {
    return interrupted;
  }

  /** Whether the other side was, or went, away. */
  boolean unavailable() {
    return unavailable;
  }
}
