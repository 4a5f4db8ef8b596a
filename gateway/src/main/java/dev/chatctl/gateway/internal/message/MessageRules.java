package dev.chatctl.gateway.internal.message;

import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.Unproven;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * What a client may send, and what it hears of the rest.
 *
 * @param maxBytes of a message, its fragments together
 * @param pingsKeepAlive whether ping and pong frames count against idleness
 */
public record MessageRules(int maxBytes, boolean pingsKeepAlive, Unproven unproven) {
  CloseReason tooBig() {
    return new CloseReason(WebSocketCloseStatus.MESSAGE_TOO_BIG.code(), unproven.tooBig());
  }
}
