package dev.chatctl.core.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of a client's address is stored. */
public enum SourceIps {
  /** The network: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. */
  TRUNCATED,
  FULL,
  NONE;

  private static final int GROUPS = 8;
  private static final int NETWORK_GROUPS = 3;
  private static final int SUBSCRIBER_GROUPS = 4;

  public String apply(String address) {
    return switch (this) {
      case FULL -> address;
      case NONE -> "";
      case TRUNCATED -> truncate(address);
    };
  }

  /**
   * Whose sockets are counted together: all of what was kept of an IPv4 address, and of an IPv6
   * address at most the 64 bits that one subscriber has for itself.
   */
  public static String subscriber(String kept) {
    return kept.indexOf(':') < 0 ? kept : network(kept, SUBSCRIBER_GROUPS);
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
    return address.isEmpty() ? "" : network(address, NETWORK_GROUPS);
  }

  private static String network(String address, int groups) {
    // "::" stands for as many groups of zeros as are missing.
    int missing = Math.max(0, GROUPS - (int) groups(address).count());
    return groups(address.replace("::", ":" + "0:".repeat(missing)))
        .limit(groups)
        .collect(Collectors.joining(":", "", "::"));
  }

  private static Stream<String> groups(String address) {
    return Arrays.stream(address.split(":")).filter(group -> !group.isEmpty());
  }
}
