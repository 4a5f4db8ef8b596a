package dev.chatctl.gateway.signature;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature is to be checked.
 *
 * @param uri as on the request line: raw path and query
 * @param headers every value by name, names in any case
 * @param sourceIp whom it comes from, for policies that ask
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record SignedRequest(
    String method, String uri, Map<String, List<String>> headers, byte[] body, String sourceIp) {

  @Nullable String header(String name) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue().getFirst();
      }
    }
    return null;
  }
}
