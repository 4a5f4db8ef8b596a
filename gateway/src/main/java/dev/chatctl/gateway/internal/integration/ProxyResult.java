package dev.chatctl.gateway.internal.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The object a proxy integration answers with: {@code statusCode}, {@code headers}, {@code
 * multiValueHeaders}, {@code body}, {@code isBase64Encoded}.
 *
 * @param headers whatever the case of their names; the last value of a repeated one
 * @param body decoded from Base64 when the function says so; null when absent
 */
public record ProxyResult(int statusCode, Map<String, String> headers, @Nullable String body) {
  private static final JsonMapper JSON = new JsonMapper();
  // A 1xx would leave the client waiting for more.
  private static final int FIRST_FINAL = 200;
  private static final int LAST = 599;

  /**
   * Reads a result.
   *
   * @return empty when it is malformed. AWS: a missing or non-numeric status or a body that is not
   *     a string makes the whole answer an integration failure
   */
  public static Optional<ProxyResult> parse(byte[] payload) {
    try {
      JsonNode result = JSON.readTree(payload);
      int status = result.path("statusCode").asInt();
      JsonNode body = result.path("body");
      if (status < FIRST_FINAL || status > LAST || !(body.isTextual() || isAbsent(body))) {
        return Optional.empty();
      }
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      read(result.path("headers"), headers);
      read(result.path("multiValueHeaders"), headers);
      return Optional.of(new ProxyResult(status, headers, text(result, body)));
    } catch (IOException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static @Nullable String text(JsonNode result, JsonNode body) {
    if (isAbsent(body)) {
      return null;
    }
    return result.path("isBase64Encoded").booleanValue()
        ? new String(Base64.getDecoder().decode(body.textValue()), UTF_8)
        : body.textValue();
  }

  private static void read(JsonNode node, Map<String, String> headers) {
    if (!node.isObject() && !isAbsent(node)) {
      throw new IllegalArgumentException("headers: " + node + " (expected: an object)");
    }
    for (Map.Entry<String, JsonNode> header : node.properties()) {
      for (JsonNode value :
          header.getValue().isArray() ? header.getValue() : List.of(header.getValue())) {
        if (!value.isNull()) {
          headers.put(header.getKey(), value.asText());
        }
      }
    }
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
