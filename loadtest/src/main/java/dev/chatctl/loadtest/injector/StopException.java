package dev.chatctl.loadtest.injector;

/** Ends a run before its plan does; what was measured until then is kept. */
final class StopException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Stop stop;

  StopException(Stop.Cause cause, String reason) {
    super(reason);
    this.stop = new Stop(reason, cause);
  }

  Stop stop() {
    return stop;
  }
}
