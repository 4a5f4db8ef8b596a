package dev.chatctl.admin.person;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.PrintableText;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The person: somebody whom a token named, since nothing else is proof. */
final class Whose {
  private static final int SHOWN = 80;

  @Parameters(
      paramLabel = "USER",
      arity = "0..1",
      description = "The user, as the token said, to the letter; guests have none.")
  private Optional<String> user = Optional.empty();

  @Option(names = "--name", hidden = true, description = "Refused: anybody may take a name.")
  private Optional<String> name = Optional.empty();

  /**
   * The user.
   *
   * @throws CliException if there is none, or a name instead
   */
  String user() {
    if (name.isPresent()) {
      throw CliException.usage(
          "--name: a name is nobody's own (expected: a user, as the token said)",
          "chatctl sessions --name NAME shows who went by it, as far as is known");
    }
    return user.filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                CliException.usage(
                    "whose? (expected: a user, as the token said)",
                    "chatctl list and chatctl sessions show users"));
  }

  /** The user for a message, which may be any text. */
  static String shown(String user) {
    return PrintableText.oneLine(user, SHOWN);
  }
}
