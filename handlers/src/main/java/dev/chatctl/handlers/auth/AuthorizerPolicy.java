package dev.chatctl.handlers.auth;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What the authorizer answers: a policy for this one method, and who is calling. */
record AuthorizerPolicy(boolean isAllowed, String principal, Optional<Identity> identity) {
  static final AuthorizerPolicy DENY = new AuthorizerPolicy(false, "nobody", Optional.empty());
  static final AuthorizerPolicy GUEST = new AuthorizerPolicy(true, "guest", Optional.empty());

  static AuthorizerPolicy allow(Identity identity) {
    return new AuthorizerPolicy(true, identity.user(), Optional.of(identity));
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
                write(json, identity.get());
                json.writeEndObject();
              }
            }));
  }

  private static void write(JsonGenerator json, Identity identity) throws IOException {
    json.writeStringField(Caller.USER, identity.user());
    // What the authorizer that this one replaces calls it.
    json.writeStringField("userId", identity.user());
    if (identity.name().isPresent()) {
      json.writeStringField(Caller.NAME, identity.name().get());
    }
    if (identity.rooms().isPresent()) {
      json.writeStringField(Caller.ROOMS, identity.rooms().get());
    }
    if (identity.expiresAt().isPresent()) {
      json.writeStringField(
          Caller.EXPIRES_AT, Long.toString(identity.expiresAt().get().getEpochSecond()));
    }
  }
}
