package dev.chatctl.description;

/**
 * A frame to send.
 *
 * @param binary whether it is a binary frame, each character of the template a byte
 */
public record FrameTemplate(TextTemplate template, boolean binary) {}
