package dev.chatctl.admin.moderation;

import dev.chatctl.cli.CliException;
import dev.chatctl.core.moderation.AddressRange;
import dev.chatctl.core.moderation.ModerationRule.Whom;
import dev.chatctl.core.wire.InputRules;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom a rule is about, and where. */
final class WhomOptions {
  // AWS: a sort key, of which this is a part, has up to 1,024 bytes.
  private static final int MOST = 256;

  @Parameters(
      paramLabel = "USER",
      arity = "0..1",
      description = "The user, as the token said; guests have none.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--address",
      paramLabel = "CIDR",
      description = "An address or a network, e.g. 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.")
  private Optional<String> address = Optional.empty();

  @Option(
      names = "--room",
      paramLabel = "ROOM",
      description = "Only in this room (default: everywhere).")
  private Optional<String> room = Optional.empty();

  /**
   * The one of them that was said.
   *
   * @throws CliException if it is none or both, or no address
   */
  Whom whom() {
    if (user.isPresent() == address.isPresent() || user.filter(String::isBlank).isPresent()) {
      throw CliException.usage(
          "whom? (expected: a user, or --address)", "chatctl bans shows who is banned or muted");
    }
    user.filter(id -> id.length() > MOST)
        .ifPresent(
            id -> {
              throw CliException.usage(
                  "USER: %,d characters (expected: %,d at most)".formatted(id.length(), MOST),
                  "it is what the token's claim says; chatctl list shows it");
            });
    return new Whom(user, address.map(WhomOptions::range));
  }

  /**
   * The room, if one was said.
   *
   * @throws CliException if no room can be called so
   */
  Optional<String> room() {
    room.flatMap(InputRules::room)
        .ifPresent(
            problem -> {
              throw CliException.usage(
                  "--room: %s (expected: 1 to 64 letters, digits, '_', '.' or '-')"
                      .formatted(room.get()),
                  "chatctl stats shows rooms");
            });
    return room;
  }

  private static AddressRange range(String text) {
    return AddressRange.read(text)
        .orElseThrow(
            () ->
                CliException.usage(
                    "--address: %s (expected: an address or a network)".formatted(text),
                    "such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32"));
  }
}
