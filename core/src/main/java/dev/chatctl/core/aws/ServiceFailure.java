package dev.chatctl.core.aws;

import dev.chatctl.core.json.JsonObject;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A service refused a request. */
public final class ServiceFailure extends AwsServiceException {
  private final transient JsonObject body;

  ServiceFailure(String service, String operation, int status, JsonObject body) {
    super(
        AwsServiceException.builder()
            .statusCode(status)
            .message(
                "%s: %s was answered %d %s".formatted(service, operation, status, describe(body)))
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName(service)
                    .errorCode(type(body))
                    .errorMessage(text(body))
                    .build()));
    this.body = body;
  }

  /** The error's name without its namespace; empty if the answer has none. */
  public String type() {
    return type(body);
  }

  /** The answer's JSON. */
  JsonObject body() {
    return body;
  }

  /** What was asked and answered; the SDK would say less. */
  @Override
  public String getMessage() {
    return rawMessage();
  }

  private static String type(JsonObject body) {
    String type = body.string("__type").orElse("");
    return type.substring(type.indexOf('#') + 1);
  }

  private static String text(JsonObject body) {
    return body.string("message").or(() -> body.string("Message")).orElse("");
  }

  private static String describe(JsonObject body) {
    return text(body).isEmpty() ? type(body) : type(body) + ": " + text(body);
  }
}
