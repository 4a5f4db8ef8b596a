package dev.chatctl.gateway;

import dev.chatctl.gateway.invoke.ProxyResult;

/** How a call of a route's function ended, as the gateway sees it. */
sealed interface Integration {
  /** The function answered in the proxy form. */
  record Answered(ProxyResult result) implements Integration {}

  /** The function answered in another form. AWS: an internal server error to the client. */
  record Malformed() implements Integration {}

  /** The function threw. */
  record Threw(String message) implements Integration {}

  /** The integration timeout came first; the function may still be running. */
  record TimedOut() implements Integration {}

  /** The function could not be run. */
  record Unavailable(String message) implements Integration {}
}
