package dev.chatctl.gateway;

import java.io.IOException;

/** The gateway could not take its address; the message names the address and the reason. */
public final class GatewayStartException extends IOException {
  private static final long serialVersionUID = 1L;

  GatewayStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
