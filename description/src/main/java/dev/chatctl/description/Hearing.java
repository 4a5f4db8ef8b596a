package dev.chatctl.description;

import java.util.List;
import java.util.Optional;

/**
 * What arrives, and what is to be made of it.
 *
 * @param messages where texts of messages are; anywhere in a frame when nothing is said
 * @param errors where the code of an error is
 * @param ignored what frames are known by that tell nothing of interest
 * @param echo whether who says something is told it like everybody
 */
public record Hearing(
    Optional<Extraction> messages,
    Optional<Extraction> errors,
    Optional<Extraction> ignored,
    List<AutoReply> replies,
    boolean echo) {
  /**
   * What the protocol wants answered.
   *
   * @param to what such a frame is known by; what is found there is {@code ${found}}, and each find
   *     is answered
   */
  public record AutoReply(Extraction to, FrameTemplate send) {}
}
