package dev.chatctl.loadtest.injector;

/**
 * Why a run ended before its plan did.
 *
 * @param reason in words
 */
public record Stop(String reason, Cause cause) {
  /** Whose doing it was. */
  public enum Cause {
    /** The other side was, or went, away. */
    SYSTEM,
    /** This side could not keep to the plan. */
    INJECTOR,
    /** Somebody asked for it. */
    USER
  }
}
