package dev.chatctl.core.wire;

import dev.chatctl.core.message.Sender;

/**
 * {@code {"action":"sendmessage","data":"hi"}}, or with action {@code post}, reaches everybody as
 * {@code hi}: simple-websockets-chat-app and the serverless-patterns WebSocket sample.
 */
final class DataText extends TextDialect {
  DataText() {
    super("data-text", "data");
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
    return Response.of(200, "Connected.");
  }

  @Override
  public Response connectFailed() {
    return Response.of(500, "Failed to connect: {\"message\":\"storage unavailable\"}");
  }
}
