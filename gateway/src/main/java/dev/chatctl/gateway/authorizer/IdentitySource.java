package dev.chatctl.gateway.authorizer;

import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.event.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a handshake must carry before the authorizer is asked: {@code
 * route.request.header.X}, {@code route.request.querystring.X}, {@code context.X} or {@code
 * stageVariables.X}.
 */
record IdentitySource(String place, String name) {
  private static final Pattern TEXT =
      Pattern.compile("(route\\.request\\.(?:header|querystring)|context|stageVariables)\\.(.+)");

  static IdentitySource parse(String text) {
    Matcher source = TEXT.matcher(text);
    if (!source.matches()) {
      throw new IllegalArgumentException(
          "identity source: '%s' (expected: route.request.header.X, route.request.querystring.X, context.X or stageVariables.X)"
              .formatted(text));
    }
    return new IdentitySource(source.group(1), source.group(2));
  }

  /** AWS: a missing and an empty value are the same. */
  boolean isPresent(
      HandshakeFacts handshake, RequestContext context, Map<String, String> stageVariables) {
    String value =
        switch (place) {
          case "context" -> context(context);
          case "stageVariables" -> stageVariables.get(name);
          case "route.request.header" -> last(handshake.headers().get(name));
          default -> last(handshake.query().get(name));
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
