package dev.chatctl.gateway.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The headers and the query of a handshake, as CONNECT and the authorizer see them.
 *
 * @param headers every value by name; names in the client's case, sorted without regard to it
 * @param query decoded, every value by name, in the order sent
 */
public record HandshakeFacts(
    SortedMap<String, List<String>> headers, Map<String, List<String>> query) {
  public HandshakeFacts {
    TreeMap<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    headers = Collections.unmodifiableSortedMap(sorted);
    query = Collections.unmodifiableMap(query);
  }
}
