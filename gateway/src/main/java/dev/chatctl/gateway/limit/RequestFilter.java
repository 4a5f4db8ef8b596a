package dev.chatctl.gateway.limit;

import org.jspecify.annotations.Nullable;

/**
 * Refuses requests before anything else looks at them, handshakes and {@code @connections} calls
 * alike. AWS has none: it is for gateways that a browser on the same machine can reach.
 */
@FunctionalInterface
public interface RequestFilter {
  RequestFilter NONE = request -> null;

  /** Why a request is answered with 403, for people; null when it may go on. */
  @Nullable String problem(Request request);

  /** What a request says of itself. */
  interface Request {
    String method();

    /** Without the query. */
    String path();

    /** The first value of a header, whatever the case of its name. */
    @Nullable String header(String name);
  }
}
