package dev.chatctl.gateway.event;

/**
 * Every failure the gateway itself reports: the HTTP status (of a refused handshake, and of the
 * access log for a message), the text that the client reads, and {@code
 * $context.error.responseType}.
 */
public enum GatewayError {
  FORBIDDEN(403, "Forbidden", "ACCESS_DENIED"),
  BAD_REQUEST(400, "Bad Request", "DEFAULT_4XX"),
  BAD_REQUEST_BODY(400, "Bad request body", "BAD_REQUEST_BODY"),
  URL_TOO_LONG(414, "Request-URI Too Long", "DEFAULT_4XX"),
  INTEGRATION_FAILURE(502, "Internal server error", "INTEGRATION_FAILURE"),
  INTEGRATION_TIMEOUT(504, "Endpoint request timed out", "INTEGRATION_TIMEOUT"),
  INTEGRATION_UNAVAILABLE(500, "Internal server error", "INTEGRATION_FAILURE"),
  THROTTLED(429, "Too Many Requests", "THROTTLED"),
  UNAUTHORIZED(401, "Unauthorized", "UNAUTHORIZED"),
  EXPLICIT_DENY(
      403,
      "User is not authorized to access this resource with an explicit deny in an identity-based"
          + " policy",
      "ACCESS_DENIED"),
  NO_ALLOW(
      403,
      "User is not authorized to access this resource because no identity-based policy allows the"
          + " execute-api:Invoke action",
      "ACCESS_DENIED"),
  AUTHORIZER_FAILURE(500, "Internal server error", "AUTHORIZER_FAILURE"),
  MISSING_TOKEN(403, "Missing Authentication Token", "MISSING_AUTHENTICATION_TOKEN"),
  BAD_SIGNATURE(
      403,
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.",
      "INVALID_SIGNATURE"),
  UNKNOWN_KEY(403, "The security token included in the request is invalid.", "INVALID_SIGNATURE");

  private final int status;
  private final String message;
  private final String responseType;

  GatewayError(int status, String message, String responseType) {
    this.status = status;
    this.message = message;
    this.responseType = responseType;
  }

  public int status() {
    return status;
  }

  public String message() {
    return message;
  }

  public String responseType() {
    return responseType;
  }
}
