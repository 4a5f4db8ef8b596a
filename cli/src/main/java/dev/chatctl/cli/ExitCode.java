package dev.chatctl.cli;

/** What a command's exit code tells a script; {@code chatctl help exit-codes} prints this list. */
public enum ExitCode {
  OK(0, "done, also when nothing matched"),
  UNEXPECTED(
      1, "a failure chatctl does not know, output that was lost, or a failed check of doctor"),
  USAGE(2, "wrong options or configuration"),
  NOT_FOUND(3, "no such connection, table or group; or it is gone"),
  DENIED(4, "credentials are missing or expired, or AWS denied access"),
  PARTIAL(5, "some of it failed; what was done is printed"),
  UNAVAILABLE(6, "the other side closed the connection or cannot be reached"),
  NOT_VALID(7, "a load test measured its own generator rather than the system"),
  TIMEOUT(124, "--timeout passed"),
  INTERRUPTED(130, "Ctrl-C; what was done is printed");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }
}
