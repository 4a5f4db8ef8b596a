package dev.chatctl.core.wire;

import dev.chatctl.core.message.Sender;
import java.util.List;

/**
 * {@code {"action":"sendmessage","msg":"hi"}} reaches the others as {@code Ann: hi}: the AWS SDK
 * code examples' chat.
 */
final class NameText extends TextDialect {
  NameText() {
    super("name-text", "msg");
  }

  @Override
  public boolean echoesToSender() {
    return false;
  }

  @Override
  String line(Sender sender, String text) {
    return sender.name() + ": " + text;
  }

  @Override
  public Response connected() {
    return Response.SILENT;
  }

  @Override
  public Response connectFailed() {
    return new Response(503, List.of());
  }
}
