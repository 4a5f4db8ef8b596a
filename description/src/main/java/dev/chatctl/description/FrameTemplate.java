package dev.chatctl.description;

/**
 * A frame to send, with places for values.
 *
 * @param binary whether it is a binary frame, each character of the template a byte
 */
public record FrameTemplate(TextTemplate template, boolean binary) implements FrameMaker {
  @Override
  public OutgoingFrame make(Variables client) {
    byte[] bytes = template.bytes(client);
    return binary ? OutgoingFrame.binary(bytes) : OutgoingFrame.text(bytes);
  }
}
