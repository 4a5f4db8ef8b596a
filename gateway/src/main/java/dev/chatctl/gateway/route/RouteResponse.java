package dev.chatctl.gateway.route;

/**
 * Whether a route answers the client. AWS: the switch is a deployed {@code $default} route
 * response; without one the integration's result is dropped.
 */
public enum RouteResponse {
  /** One-way: the integration's result is dropped, its failures are still reported as frames. */
  NONE,
  /** Two-way: the {@code body} of the integration's result goes back as one text message. */
  ENABLED
}
