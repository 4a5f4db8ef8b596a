package dev.chatctl.gateway.event;

/** {@code requestContext.eventType} of an event and {@code $context.eventType} of a log. */
public enum EventType {
  CONNECT,
  MESSAGE,
  DISCONNECT,
  /** A call of {@code @connections}; no function sees it. */
  CONNECTION_API
}
