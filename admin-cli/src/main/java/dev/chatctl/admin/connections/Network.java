package dev.chatctl.admin.connections;

import dev.chatctl.cli.CliException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * An address, or all addresses that begin with the same bits, such as 203.0.113.0/24.
 *
 * @param address its bytes as a number
 */
record Network(BigInteger address, int bits, int prefix) implements Predicate<String> {
  // Anything else would be looked up as a host name.
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Optional<byte[]> bytes = bytes(address);
    if (bytes.isPresent()) {
      int bits = bytes.get().length * 8;
      int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1));
      if (prefix >= 0 && prefix <= bits) {
        return new Network(new BigInteger(1, bytes.get()), bits, prefix);
      }
    }
    throw CliException.usage(
        "--ip: " + text + " (expected: an address or a network)",
        "such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32");
  }

  @Override
  public boolean test(String other) {
    Optional<byte[]> bytes = bytes(other);
    int rest = bits - prefix;
    return bytes.isPresent()
        && bytes.get().length * 8 == bits
        && new BigInteger(1, bytes.get()).shiftRight(rest).equals(address.shiftRight(rest));
  }

  /** Whether two texts are one address, in whatever form it is written. */
  static boolean isSame(String one, String other) {
    return one.equals(other)
        || bytes(one).flatMap(a -> bytes(other).map(b -> Arrays.equals(a, b))).orElse(false);
  }

  private static int prefix(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }

  private static Optional<byte[]> bytes(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty(); // such as 999.1.1.1
    }
  }
}
