package dev.chatctl.core.moderation;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
      return prefix > bits
          ? Optional.empty()
          : Optional.of(new AddressRange(first(address, prefix), prefix));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether all of the other's addresses are among these. */
  public boolean contains(AddressRange other) {
    return other.prefix >= prefix
        && other.network.getAddress().length == network.getAddress().length
        && first(other.network, prefix).equals(network);
  }

  /** Whether it is every address of its kind. */
  public boolean isEverybody() {
    return prefix == 0;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }

  private static InetAddress first(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    int rest = bytes.length * Byte.SIZE - prefix;
    byte[] masked = new BigInteger(1, bytes).shiftRight(rest).shiftLeft(rest).toByteArray();
    var whole = new byte[bytes.length];
    int length = Math.min(masked.length, whole.length);
    System.arraycopy(masked, masked.length - length, whole, whole.length - length, length);
    try {
      return InetAddress.getByAddress(whole);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it has the length of an address
    }
  }
}
