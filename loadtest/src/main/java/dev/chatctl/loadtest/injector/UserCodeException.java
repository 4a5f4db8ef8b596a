package dev.chatctl.loadtest.injector;

/** A protocol or a simulation does what it must not, or lacks what it needs. */
final class UserCodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UserCodeException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What, in one line. */
  String reason() {
    return reason;
  }
}
