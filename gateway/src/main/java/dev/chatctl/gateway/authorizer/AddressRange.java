package dev.chatctl.gateway.authorizer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses that share a prefix: {@code 203.0.113.0/24}, or one alone. */
record AddressRange(InetAddress base, int prefix) {
  // Nothing else is given to InetAddress, which would ask a name server about it.
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress base = address(slash < 0 ? text : text.substring(0, slash));
      int bits = base.getAddress().length * Byte.SIZE;
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > bits) {
        throw invalid(text);
      }
      return new AddressRange(base, prefix);
    } catch (NumberFormatException | UnknownHostException none) {
      throw invalid(text);
    }
  }

  boolean contains(String address) {
    try {
      byte[] other = address(address).getAddress();
      byte[] own = base.getAddress();
      if (other.length != own.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException none) {
      return false;
    }
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    if (!LITERAL.matcher(literal).matches()) {
      throw new UnknownHostException(literal);
    }
    return InetAddress.getByName(literal);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "Condition: '" + text + "' (expected: an address or a range such as 203.0.113.0/24)");
  }
}
