package dev.chatctl.handlers.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.settings.AuthSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The REQUEST authorizer of {@code $connect}. Neither the token nor the event is ever logged.
 *
 * <p>AWS: throwing exactly "Unauthorized" gives the client a 401, an explicit deny a 403.
 */
public final class AuthorizerHandler implements RequestStreamHandler {
  private static final String GUEST = "guest";

  private final AuthSettings settings;
  private final TokenVerifier verifier;

  public AuthorizerHandler() {
    this(AuthSettings.fromEnvironment(System.getenv()));
  }

  public AuthorizerHandler(AuthSettings settings) {
    this.settings = settings;
    this.verifier = new TokenVerifier(settings);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    handle(in, out);
  }

  void handle(InputStream in, OutputStream out) throws IOException {
    try {
      JsonObject event = Json.parseObject(in);
      decide(event).write(event.require("methodArn"), out);
    } catch (JsonFormatException e) {
      throw new IllegalArgumentException("event: " + e.problem(), e);
    }
  }

  private AuthorizerPolicy decide(JsonObject event) {
    JsonObject headers = event.object("headers");
    Optional<String> token = Tokens.find(headers, event.object("queryStringParameters"));
    if (!isAcceptable(Tokens.header(headers, "Origin"), token)) {
      return AuthorizerPolicy.DENY;
    }
    if (token.isPresent()) {
      return verifier
          .verify(token.get())
          .map(identity -> AuthorizerPolicy.allow(identity.user(), Optional.of(identity)))
          .orElseThrow(AuthorizerHandler::unauthorized);
    }
    if (settings.guests()) {
      return AuthorizerPolicy.allow(GUEST, Optional.empty());
    }
    throw unauthorized();
  }

  // A browser always sends its page's origin, and attaches no token that another page could borrow;
  // so a client without an origin is no browser, and must at least have a token.
  private boolean isAcceptable(Optional<String> origin, Optional<String> token) {
    return settings.origins().isEmpty()
        || origin.map(settings.origins()::contains).orElse(token.isPresent());
  }

  private static IllegalStateException unauthorized() {
    return new IllegalStateException("Unauthorized");
  }
}
