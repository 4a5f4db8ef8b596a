package dev.chatctl.local.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A metric's identity: CloudWatch tells metrics apart by all three. */
record Series(String namespace, String name, Map<String, String> dimensions) {
  Series {
    dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
  }
}
