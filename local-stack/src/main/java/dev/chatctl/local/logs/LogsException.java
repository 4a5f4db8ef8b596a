package dev.chatctl.local.logs;

/** An answer other than success, with the name the SDKs know it by. */
final class LogsException extends Exception {
  private final String type;

  LogsException(String type, String message) {
    super(message);
    this.type = type;
  }

  static LogsException invalid(String message) {
    return new LogsException("InvalidParameterException", message);
  }

  static LogsException notFound(String what) {
    return new LogsException("ResourceNotFoundException", what);
  }

  String type() {
    return type;
  }
}
