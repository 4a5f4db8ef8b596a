package dev.chatctl.handlers.auth;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.message.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What the authorizer answers: a policy for this one method, and who is calling, to do what. */
record AuthorizerPolicy(String principal, Optional<Role> role, Optional<Identity> identity) {
  static final AuthorizerPolicy DENY =
      new AuthorizerPolicy("nobody", Optional.empty(), Optional.empty());

  static AuthorizerPolicy guest(Role role) {
    return new AuthorizerPolicy("guest", Optional.of(role), Optional.empty());
  }

  static AuthorizerPolicy allow(Identity identity) {
    return new AuthorizerPolicy(
        identity.user(), Optional.of(identity.role()), Optional.of(identity));
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
              json.writeStringField("Effect", role.isPresent() ? "Allow" : "Deny");
              json.writeStringField("Resource", methodArn);
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
              if (role.isPresent()) {
                json.writeObjectFieldStart("context");
                json.writeStringField(Caller.ROLE, role.get().wireName());
                if (identity.isPresent()) {
                  write(json, identity.get());
                }
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
