package dev.chatctl.gateway.event;

/** {@code requestContext.eventType}. */
public enum EventType {
  CONNECT,
  MESSAGE,
  DISCONNECT
}
