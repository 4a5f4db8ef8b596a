package dev.chatctl.gateway.observe;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.GatewayError;
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
    return switch (name) {
      case "apiId" -> exchange.api().apiId();
      case "stage" -> exchange.api().stage();
      case "domainName" -> exchange.api().domainName();
      case "connectionId" -> exchange.connectionId();
      case "connectedAt" -> text(connectedAt(exchange));
      case "eventType" -> exchange.kind().name();
      case "routeKey" -> exchange.routeKey();
      case "messageId" -> exchange.messageId();
      case "requestId" -> exchange.requestId();
      case "extendedRequestId" -> exchange.extendedRequestId();
      case "requestTime" -> TimeText.REQUEST_TIME.of(exchange.time());
      case "requestTimeEpoch" -> Long.toString(exchange.time());
      case "status" -> Integer.toString(exchange.status());
      case "integrationLatency" -> latency(exchange);
      case "identity.sourceIp" -> exchange.sourceIp();
      case "identity.userAgent" -> exchange.userAgent();
      case "identity.caller", "identity.user", "identity.userArn" -> exchange.caller();
      default ->
          name.startsWith("error.")
              ? error(exchange.error(), name)
              : authorizer(exchange.client(), name);
    };
  }

  private static @Nullable Long connectedAt(Exchange exchange) {
    Client client = exchange.client();
    return client == null ? null : client.connectedAt();
  }

  private static @Nullable String latency(Exchange exchange) {
    if (exchange.kind() == Exchange.Kind.CONNECTION_API) {
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

  private static @Nullable String authorizer(@Nullable Client client, String name) {
    String prefix = "authorizer.";
    if (client == null || client.authorization() == null || !name.startsWith(prefix)) {
      return null;
    }
    return client.authorization().context().get(name.substring(prefix.length()));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
