package dev.chatctl.gateway.authorizer;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Addresses that share a prefix: {@code 203.0.113.0/24}, or one alone. */
record AddressRange(IpSubnetFilterRule rule) {
  static AddressRange parse(String text) {
    String[] parts = text.split("/", 2);
    InetAddress base = address(parts[0]);
    try {
      if (base != null) {
        int bits = base.getAddress().length * Byte.SIZE;
        int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        return new AddressRange(new IpSubnetFilterRule(base, prefix, IpFilterRuleType.ACCEPT));
      }
    } catch (IllegalArgumentException notAPrefix) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "Condition: '" + text + "' (expected: an address or a range such as 203.0.113.0/24)");
  }

  boolean contains(String literal) {
    InetAddress address = address(literal);
    return address != null && rule.matches(new InetSocketAddress(address, 0));
  }

  /** Null for what is no address; no name server is asked. */
  private static @Nullable InetAddress address(String literal) {
    return NetUtil.createInetAddressFromIpAddressString(literal);
  }
}
