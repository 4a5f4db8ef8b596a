package dev.chatctl.loadtest.consistency;

/** How something that was asked for ended. */
public enum Outcome {
  OK,
  /** It certainly did not happen. */
  FAIL,
  /** It may have happened, or may yet. */
  UNKNOWN
}
