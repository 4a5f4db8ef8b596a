package dev.chatctl.gateway.internal.handshake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatctl.gateway.authorizer.ConditionKeys;
import dev.chatctl.gateway.authorizer.Policy;
import dev.chatctl.gateway.event.Authorization;
import dev.chatctl.gateway.event.GatewayError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an authorizer's answer comes to. */
sealed interface AuthorizerAnswer {
  /** Come in. */
  record Allowed(Authorization authorization) implements AuthorizerAnswer {}

  /** Stay out, and why. */
  record Refused(GatewayError error) implements AuthorizerAnswer {}

  JsonMapper JSON = new JsonMapper();
  String ACTION = "execute-api:Invoke";

  /** AWS: the answer may be 8 KB. */
  int MAX_BYTES = 8 * 1024;

  /**
   * Judges an answer: {@code principalId}, {@code policyDocument} and {@code context}. AWS: scalars
   * of the context become strings, nulls are dropped, nested values make the answer malformed.
   */
  static AuthorizerAnswer of(
      byte[] payload, String methodArn, ConditionKeys keys, long latencyMillis) {
    try {
      JsonNode answer = JSON.readTree(payload);
      JsonNode principal = answer.path("principalId");
      if (payload.length > MAX_BYTES || !principal.isValueNode() || principal.isNull()) {
        return new Refused(GatewayError.AUTHORIZER_FAILURE);
      }
      Map<String, String> context = context(answer.path("context"));
      context.put("principalId", principal.asText());
      return switch (Policy.parse(answer.path("policyDocument").toString())
          .judge(ACTION, methodArn, keys)) {
        case ALLOW -> new Allowed(new Authorization(context, latencyMillis));
        case EXPLICIT_DENY -> new Refused(GatewayError.EXPLICIT_DENY);
        case NO_ALLOW -> new Refused(GatewayError.NO_ALLOW);
      };
    } catch (IOException | IllegalArgumentException malformed) {
      return new Refused(GatewayError.AUTHORIZER_FAILURE);
    }
  }

  /** AWS: throwing exactly {@code Unauthorized} is a 401, any other failure a 500. */
  static AuthorizerAnswer ofFailure(String message) {
    return new Refused(
        message.equals("Unauthorized")
            ? GatewayError.UNAUTHORIZED
            : GatewayError.AUTHORIZER_FAILURE);
  }

  private static Map<String, String> context(JsonNode node) {
    Map<String, String> context = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      if (value.isContainerNode()) {
        throw new IllegalArgumentException("context: nested value (expected: scalars)");
      }
      if (!value.isNull()) {
        context.put(entry.getKey(), value.asText());
      }
    }
    return context;
  }
}
