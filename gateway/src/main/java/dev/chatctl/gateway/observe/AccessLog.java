package dev.chatctl.gateway.observe;

import dev.chatctl.gateway.event.Authorization;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.internal.text.TimeText;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line for each operation, in a format with {@code $context} variables. AWS: whatever is unset
 * prints as {@code -}, unknown variables too; of the integration only {@code integrationLatency} is
 * ever set on WebSocket APIs.
 */
public final class AccessLog implements GatewayObserver {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$context\\.([A-Za-z0-9_.]*[A-Za-z0-9_])");
  private static final String AUTHORIZER = "authorizer.";
  private static final int MAX_FORMAT = 3 * 1024;

  private final String format;
  private final Consumer<String> sink;

  /**
   * A log in the given format.
   *
   * @throws IllegalArgumentException when the format has no request id or is over 3 KB, as AWS does
   */
  public AccessLog(String format, Consumer<String> sink) {
    if (!format.contains("$context.requestId") && !format.contains("$context.extendedRequestId")) {
      throw new IllegalArgumentException(
          "access log format: '%s' (expected: with $context.requestId or $context.extendedRequestId)"
              .formatted(format));
    }
    if (format.length() > MAX_FORMAT) {
      throw new IllegalArgumentException(
          "access log format: %d characters (expected: <= %d)"
              .formatted(format.length(), MAX_FORMAT));
    }
    this.format = format;
    this.sink = sink;
  }

  @Override
  public void finished(Exchange exchange) {
    StringBuilder line = new StringBuilder();
    Matcher variable = VARIABLE.matcher(format);
    while (variable.find()) {
      String value = value(exchange, variable.group(1));
      variable.appendReplacement(line, Matcher.quoteReplacement(value == null ? "-" : value));
    }
    sink.accept(variable.appendTail(line).toString());
  }

  private static @Nullable String value(Exchange exchange, String name) {
    Exchange.Request request = exchange.request();
    RequestContext event = exchange.event();
    return switch (name) {
      case "apiId" -> request.api().apiId();
      case "stage" -> request.api().stage();
      case "domainName" -> request.api().domainName();
      case "connectionId" -> request.connectionId();
      case "connectedAt" -> event == null ? null : Long.toString(event.client().connectedAt());
      case "eventType" -> exchange.type().name();
      case "routeKey" -> exchange.routeKey();
      case "messageId" -> event == null ? null : event.messageId();
      case "requestId" -> request.id();
      case "extendedRequestId" -> request.extendedId();
      case "requestTime" -> TimeText.REQUEST_TIME.of(request.time());
      case "requestTimeEpoch" -> Long.toString(request.time());
      case "status" -> Integer.toString(exchange.outcome().status());
      case "integrationLatency" -> latency(exchange);
      case "identity.sourceIp" -> request.sender().sourceIp();
      case "identity.userAgent" -> request.sender().userAgent();
      case "identity.caller", "identity.user", "identity.userArn" -> request.sender().arn();
      default ->
          name.startsWith("error.")
              ? error(exchange.outcome().error(), name)
              : authorizer(event, name);
    };
  }

  private static @Nullable String latency(Exchange exchange) {
    if (exchange.event() == null) {
      return "0";
    }
    Exchange.Call call = exchange.call();
    return call == null ? null : Long.toString(call.latencyMillis());
  }

  private static @Nullable String error(@Nullable GatewayError error, String name) {
    if (error == null) {
      return null;
    }
    return switch (name) {
      case "error.message" -> error.message();
      case "error.messageString" -> '"' + error.message() + '"';
      case "error.responseType" -> error.responseType();
      default -> null;
    };
  }

  private static @Nullable String authorizer(@Nullable RequestContext event, String name) {
    Authorization authorization = event == null ? null : event.client().authorization();
    return authorization == null || !name.startsWith(AUTHORIZER)
        ? null
        : authorization.context().get(name.substring(AUTHORIZER.length()));
  }
}
