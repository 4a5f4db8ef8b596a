package dev.chatctl.gateway.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an authorizer said of a client. AWS: every value reaches the function as a string.
 *
 * @param context holds {@code principalId} and the authorizer's own entries
 * @param latencyMillis shown as {@code integrationLatency} on CONNECT only
 */
public record Authorization(Map<String, String> context, long latencyMillis) {
  public Authorization {
    // In the order given, so that events of the same answer are the same bytes.
    context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
  }
}
