package dev.chatctl.core.moderation;

import java.util.Optional;

/**
 * Who somebody is, and where from.
 *
 * @param user as a token said; empty for guests
 * @param address as the gateway says, or as much of it as is kept
 * @param isKept which of the two: of what is kept, only the network may be known
 */
public record Origin(Optional<String> user, String address, boolean isKept) {
  /** Nobody of whom anything is known. */
  public static final Origin UNKNOWN = kept(Optional.empty(), "");

  /** Somebody with the address that the gateway says. */
  public static Origin seen(Optional<String> user, String address) {
    return new Origin(user, address, false);
  }

  /** Somebody with the address that a table says. */
  public static Origin kept(Optional<String> user, String address) {
    return new Origin(user, address, true);
  }

  /** Among which addresses theirs is; empty if nothing is known. */
  public Optional<AddressRange> addresses() {
    return isKept ? AddressRange.kept(address) : AddressRange.read(address);
  }
}
