package dev.chatctl.gateway.internal.integration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The object a proxy integration answers with: {@code statusCode}, {@code headers}, {@code
 * multiValueHeaders}, {@code body}, {@code isBase64Encoded}.
 *
 * @param headers names as the function gave them; the last value of a repeated one
 * @param body decoded from Base64 when the function says so; null when absent
 */
public record ProxyResult(int statusCode, Map<String, String> headers, @Nullable String body) {
  private static final JsonFactory JSON = new JsonFactory();
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
    try (JsonParser parser = JSON.createParser(payload)) {
      return new Reader(parser).read();
    } catch (IOException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** The value of a header whatever the case of its name, or null. */
  public @Nullable String header(String name) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue();
      }
    }
    return null;
  }

  private static final class Reader {
    private final JsonParser parser;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int status = -1;
    private @Nullable String body;
    private boolean base64;

    Reader(JsonParser parser) {
      this.parser = parser;
    }

    Optional<ProxyResult> read() throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!accept(field, value)) {
          return Optional.empty();
        }
      }
      if (status < FIRST_FINAL || status > LAST) {
        return Optional.empty();
      }
      String text =
          base64 && body != null
              ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
              : body;
      return Optional.of(new ProxyResult(status, headers, text));
    }

    /** Takes one field in; false when its value makes the result malformed. */
    private boolean accept(String field, JsonToken value) throws IOException {
      switch (field) {
        case "statusCode" -> {
          status = value.isStructStart() ? -1 : parser.getValueAsInt(-1);
          return status != -1;
        }
        case "body" -> {
          body = value == JsonToken.VALUE_NULL ? null : parser.getText();
          return value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL;
        }
        case "isBase64Encoded" -> base64 = value == JsonToken.VALUE_TRUE;
        case "headers", "multiValueHeaders" -> {
          return value == JsonToken.VALUE_NULL || headers(value);
        }
        default -> parser.skipChildren();
      }
      return true;
    }

    private boolean headers(JsonToken start) throws IOException {
      if (start != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            put(name);
          }
        } else {
          put(name);
        }
      }
      return true;
    }

    private void put(String name) throws IOException {
      String value = parser.getValueAsString();
      if (value != null) {
        headers.put(name, value);
      }
    }
  }
}
