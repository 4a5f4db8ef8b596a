package dev.chatctl.core.wire;

import dev.chatctl.core.message.Sender;

/**
 * {@code {"action":"sendMessage","message":"hi"}} reaches everybody as {@code hi}: the
 * aws-websocket-api tutorial's chat.
 */
final class MessageText extends TextDialect {
  MessageText() {
    super("message-text", "message");
  }

  @Override
  public boolean echoesToSender() {
    return true;
  }

  @Override
  String line(Sender sender, String text) {
    return text;
  }

  @Override
  public Response connected() {
    return Response.SILENT;
  }

  @Override
  public Response connectFailed() {
    return Response.of(500, "Internal server error");
  }
}
