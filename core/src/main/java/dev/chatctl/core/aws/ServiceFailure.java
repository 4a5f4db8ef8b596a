package dev.chatctl.core.aws;

import dev.chatctl.core.json.JsonObject;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** A service refused a request. */
public final class ServiceFailure extends SdkServiceException {
  private final String type;
  private final transient JsonObject body;

  ServiceFailure(String service, String operation, int status, JsonObject body) {
    super(
        SdkServiceException.builder()
            .statusCode(status)
            .message(
                "%s: %s was answered %d %s".formatted(service, operation, status, describe(body))));
    this.type = type(body);
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return statusCode();
  }

  /** The error's name without its namespace; empty if the answer has none. */
  public String type() {
    return type;
  }

  JsonObject body() {
    return body;
  }

  private static String type(JsonObject body) {
    String type = body.string("__type").orElse("");
    return type.substring(type.indexOf('#') + 1);
  }

  private static String describe(JsonObject body) {
    String text = body.string("message").or(() -> body.string("Message")).orElse("");
    return text.isEmpty() ? type(body) : type(body) + ": " + text;
  }
}
