package dev.chatctl.gateway.authorizer;

import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.event.RequestContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a handshake must carry before the authorizer is asked: {@code
 * route.request.header.X}, {@code route.request.querystring.X}, {@code context.X} or {@code
 * stageVariables.X}.
 */
record IdentitySource(Place place, String name) {
  enum Place {
    HEADER("route.request.header."),
    QUERY("route.request.querystring."),
    CONTEXT("context."),
    STAGE_VARIABLE("stageVariables.");

    private final String prefix;

    Place(String prefix) {
      this.prefix = prefix;
    }
  }

  static IdentitySource parse(String text) {
    for (Place place : Place.values()) {
      if (text.startsWith(place.prefix) && text.length() > place.prefix.length()) {
        return new IdentitySource(place, text.substring(place.prefix.length()));
      }
    }
    throw new IllegalArgumentException(
        "identity source: '%s' (expected: route.request.header.X, route.request.querystring.X, context.X or stageVariables.X)"
            .formatted(text));
  }

  /** AWS: a missing and an empty value are the same. */
  boolean isPresent(
      HandshakeFacts handshake, RequestContext context, Map<String, String> stageVariables) {
    String value =
        switch (place) {
          case HEADER -> last(handshake.headers().get(name));
          case QUERY -> last(handshake.query().get(name));
          case CONTEXT -> context(context);
          case STAGE_VARIABLE -> stageVariables.get(name);
        };
    return value != null && !value.isEmpty();
  }

  private @Nullable String context(RequestContext context) {
    return switch (name) {
      case "apiId" -> context.client().api().apiId();
      case "connectionId" -> context.client().connectionId();
      case "domainName" -> context.client().api().domainName();
      case "identity.sourceIp" -> context.client().sourceIp();
      case "identity.userAgent" -> context.client().userAgent();
      case "requestId", "extendedRequestId" -> context.requestId();
      case "routeKey" -> context.routeKey();
      case "stage" -> context.client().api().stage();
      default -> null;
    };
  }

  private static @Nullable String last(@Nullable List<String> values) {
    return values == null || values.isEmpty() ? null : values.getLast();
  }
}
