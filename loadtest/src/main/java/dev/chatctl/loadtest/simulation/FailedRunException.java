package dev.chatctl.loadtest.simulation;

/**
 * A run was not what it should be, which has been told; Gatling prints this, and fails the build.
 */
final class FailedRunException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  FailedRunException(String message) {
    super(message);
  }

  /** None: no line of any program is at fault. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
