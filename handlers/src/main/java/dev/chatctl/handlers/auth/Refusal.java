package dev.chatctl.handlers.auth;

/** Somebody is not let in; the message says why, without the token. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  Refusal(String reason) {
    super(reason, null, false, false);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
