package dev.chatctl.core.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much of a client's address is stored. */
public enum SourceIps {
  /** The network: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. */
  TRUNCATED,
  FULL,
  NONE;

  public String apply(String address) {
    return switch (this) {
      case FULL -> address;
      case NONE -> "";
      case TRUNCATED -> truncate(address);
    };
  }

  static List<String> names() {
    return Arrays.stream(values()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  static SourceIps named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String truncate(String address) {
    int lastDot = address.lastIndexOf('.');
    if (lastDot >= 0 && address.indexOf(':') < 0) {
      return address.substring(0, lastDot) + ".0";
    }
    String[] groups = address.split(":", -1);
    var network = new StringBuilder();
    // A "::" among the first three groups stands for zeros, as the empty groups it leaves do.
    for (int i = 0; i < Math.min(3, groups.length); i++) {
      network.append(groups[i].isEmpty() ? "0" : groups[i]).append(':');
    }
    return address.isEmpty() ? "" : network.append(':').toString();
  }
}
