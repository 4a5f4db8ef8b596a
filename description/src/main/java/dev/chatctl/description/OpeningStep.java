package dev.chatctl.description;

import java.util.Optional;

/**
 * One thing that happens on a new socket before its client is ready: a frame is sent, or one is
 * awaited.
 *
 * @param as keeps what was found in the awaited frame as the value {@code ${got.NAME}}
 */
public record OpeningStep(
    Optional<FrameTemplate> send, Optional<Extraction> await, Optional<String> as) {}
