package dev.chatctl.handlers.auth;

import dev.chatctl.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What the authorizer answers: a policy for this one method, and who is calling. */
record AuthorizerPolicy(
    boolean isAllowed, String principal, Optional<TokenVerifier.Identity> identity) {

  static final AuthorizerPolicy DENY = new AuthorizerPolicy(false, "nobody", Optional.empty());

  static AuthorizerPolicy allow(String principal, Optional<TokenVerifier.Identity> identity) {
    return new AuthorizerPolicy(true, principal, identity);
  }

  void write(String methodArn, OutputStream out) throws IOException {
    out.write(
        Json.object(
            json -> {
              json.writeStringField("principalId", principal);
              json.writeObjectFieldStart("policyDocument");
              json.writeStringField("Version", "2012-10-17");
              json.writeArrayFieldStart("Statement");
              json.writeStartObject();
              json.writeStringField("Action", "execute-api:Invoke");
              json.writeStringField("Effect", isAllowed ? "Allow" : "Deny");
              json.writeStringField("Resource", methodArn);
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
              if (identity.isPresent()) {
                json.writeObjectFieldStart("context");
                json.writeStringField(Caller.USER, identity.get().user());
                // What the authorizer that this one replaces calls it.
                json.writeStringField("userId", identity.get().user());
                if (identity.get().expiresAt().isPresent()) {
                  json.writeStringField(
                      Caller.EXPIRES_AT,
                      Long.toString(identity.get().expiresAt().get().getEpochSecond()));
                }
                json.writeEndObject();
              }
            }));
  }
}
