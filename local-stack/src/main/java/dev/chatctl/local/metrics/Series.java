package dev.chatctl.local.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A metric's identity: CloudWatch tells metrics apart by all three. */
record Series(String namespace, String name, SortedMap<String, String> dimensions) {
  Series {
    dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
  }

  static Series of(String namespace, String name, Map<String, String> dimensions) {
    return new Series(namespace, name, new TreeMap<>(dimensions));
  }
}
