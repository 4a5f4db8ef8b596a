package dev.chatctl.loadtest.cli;

/** What the exit codes of all verbs mean. */
final class ExitCode {
  static final int OK = 0;
  static final int UNEXPECTED = 1;
  static final int USAGE = 2;
  static final int PARTIAL = 5;
  static final int UNAVAILABLE = 6;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
