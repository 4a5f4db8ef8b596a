package dev.chatctl.description;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a frame says.
 *
 * @param texts of the messages in it; where that is empty, they may be anywhere in the frame
 * @param error the code of an error, if it is one
 * @param kinds what else it is
 * @param replies what the protocol wants answered
 */
public record Meaning(
    Optional<List<String>> texts,
    Optional<String> error,
    Set<Kind> kinds,
    List<FrameMaker> replies) {
  /** What a frame without a message may be. What is none of it is a stranger. */
  public enum Kind {
    /** The answer to what keeps the connection open. */
    PONG,
    /** The answer to a request for what was said. */
    HISTORY,
    /** Of no interest. */
    IGNORED
  }

  /** Messages anywhere in it, and errors as most backends tell them. */
  public static Meaning anywhere(IncomingFrame frame) {
    return new Meaning(Optional.empty(), Refusal.code(frame), Set.of(), List.of());
  }

  /** The texts of these messages. */
  public static Meaning messages(List<String> texts) {
    return new Meaning(Optional.of(texts), Optional.empty(), Set.of(), List.of());
  }

  /** No message, but this. */
  public static Meaning of(Kind kind) {
    return new Meaning(Optional.of(List.of()), Optional.empty(), Set.of(kind), List.of());
  }

  /** No message, but an error of that code. */
  public static Meaning error(String code) {
    return new Meaning(Optional.of(List.of()), Optional.of(code), Set.of(), List.of());
  }

  /** The same, to be answered. */
  public Meaning answeredBy(FrameMaker reply) {
    return new Meaning(texts, error, kinds, List.of(reply));
  }
}
