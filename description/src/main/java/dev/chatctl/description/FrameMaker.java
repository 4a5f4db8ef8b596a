package dev.chatctl.description;

/** Makes a frame of what a client knows. */
@FunctionalInterface
public interface FrameMaker {
  /** The frame that this client sends. */
  OutgoingFrame make(Variables client);
}
