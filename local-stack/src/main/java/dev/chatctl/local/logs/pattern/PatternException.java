package dev.chatctl.local.logs.pattern;

/** A text that is no filter pattern; the message says where and why. */
public final class PatternException extends IllegalArgumentException {
  PatternException(String message) {
    super(message);
  }
}
