package dev.chatctl.description;

/** One client's way through what comes before it is ready, on one socket. */
@FunctionalInterface
public interface Opening {
  /** Takes in a frame, and sends what comes after it; whether the client is ready now. */
  boolean proceed(IncomingFrame frame);

  /** What is waited for, for people. */
  default String awaited() {
    return "the opening";
  }
}
