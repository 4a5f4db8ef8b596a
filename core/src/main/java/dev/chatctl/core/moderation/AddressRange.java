package dev.chatctl.core.moderation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, or a network of them in CIDR's notation (RFC 4632, RFC 4291).
 *
 * @param network its first address
 * @param prefix how many bits all its addresses share
 */
public record AddressRange(InetAddress network, int prefix) {
  // Only literals: anything else would be asked of the name service.
  private static final Pattern CIDR =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

  private static final int IPV4_BYTES = 4;

  /** Reads one, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32; empty if it is none. */
  public static Optional<AddressRange> read(String text) {
    Matcher matcher = CIDR.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(matcher.group(1));
      int bits = address.getAddress().length * Byte.SIZE;
      int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
      return prefix > bits ? Optional.empty() : Optional.of(of(address, prefix));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** What a stored address says: the whole network where it may be one ({@code SOURCE_IP}). */
  static Optional<AddressRange> kept(String text) {
    return read(text)
        .map(
            one -> {
              AddressRange network = of(one.network, one.isIpv4() ? 24 : 48);
              return network.network.equals(one.network) ? network : one;
            });
  }

  /** Whether all of the other's addresses are among these. */
  public boolean contains(AddressRange other) {
    return other.prefix >= prefix
        && other.isIpv4() == isIpv4()
        && Arrays.equals(first(other.network, prefix), network.getAddress());
  }

  /** Whether it is more than any registry hands out at once: half of all addresses, say. */
  public boolean isVast() {
    return prefix < (isIpv4() ? 8 : 12); // IANA's own blocks
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }

  private boolean isIpv4() {
    return network.getAddress().length == IPV4_BYTES;
  }

  private static AddressRange of(InetAddress address, int prefix) {
    try {
      return new AddressRange(InetAddress.getByAddress(first(address, prefix)), prefix);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it has the length of an address
    }
  }

  private static byte[] first(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int shared = Math.clamp(prefix - (long) i * Byte.SIZE, 0, Byte.SIZE);
      bytes[i] &= (byte) (0xff << (Byte.SIZE - shared));
    }
    return bytes;
  }
}
