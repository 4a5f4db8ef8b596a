package dev.chatctl.handlers.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.log.MetricsLog;
import dev.chatctl.core.metrics.Metric;
import dev.chatctl.core.settings.AuthSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The REQUEST authorizer of {@code $connect}. Whoever is refused meets an explicit deny, which is a
 * 403. AWS: a 401 takes an authorizer that fails, and strangers could then make errors of the
 * function, which operators are woken for. Neither the token nor the event is ever logged.
 */
public final class AuthorizerHandler implements RequestStreamHandler {
  private static final int LONGEST_REASON = 200;

  private final AuthSettings settings;
  private final TokenVerifier verifier;
  private final JsonLog log;

  public AuthorizerHandler() {
    // As the other functions: Lambda sends both streams to CloudWatch.
    this(AuthSettings.fromEnvironment(System.getenv()), System.err);
  }

  /**
   * One with these settings.
   *
   * @param lines where its log lines go, metrics among them
   */
  public AuthorizerHandler(AuthSettings settings, PrintStream lines) {
    this.settings = settings;
    this.log =
        new JsonLog(
            lines, settings.log().level(), settings.log().dimensions(), InstantSource.system());
    this.verifier = new TokenVerifier(settings.keys(), settings.tokens(), log);
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
    try {
      return admit(event.object("headers"), event.object("queryStringParameters"));
    } catch (Refusal refusal) {
      String reason = refusal.reason();
      String told = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
      log.warn("handshake_refused", json -> json.writeStringField("reason", told));
      new MetricsLog(log)
          .write(
              new MetricsLog.Samples().add(Metric.HANDSHAKES_REFUSED, 1),
              json -> json.writeStringField("reason", told));
      return AuthorizerPolicy.DENY;
    }
  }

  private AuthorizerPolicy admit(JsonObject headers, JsonObject query) throws Refusal {
    Optional<String> token = Tokens.find(headers, query);
    if (!isAcceptable(Tokens.header(headers, "Origin"), token)) {
      throw new Refusal("origin: not one of ours");
    }
    if (token.isPresent()) {
      return AuthorizerPolicy.allow(verifier.verify(token.get()));
    }
    return AuthorizerPolicy.guest(settings.guests().orElseThrow(() -> new Refusal("no token")));
  }

  // A browser always sends its page's origin, and attaches no token that another page could borrow;
  // so a client without an origin is no browser, and must at least have a token.
  private boolean isAcceptable(Optional<String> origin, Optional<String> token) {
    return settings.origins().isEmpty()
        || origin.map(settings.origins()::contains).orElse(token.isPresent());
  }
}
