package dev.chatctl.admin.moderation;

import dev.chatctl.cli.CliException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Why an operator does something, for other operators. */
final class Reason {
  private static final int MOST = 500;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for operators; members are not told.")
  private Optional<String> text = Optional.empty();

  /**
   * The reason, if one was given.
   *
   * @throws CliException if it is too long
   */
  Optional<String> text() {
    text.filter(given -> given.length() > MOST)
        .ifPresent(
            given -> {
              throw CliException.usage(
                  "--reason: %,d characters (expected: %,d at most)"
                      .formatted(given.length(), MOST),
                  "say it shorter");
            });
    return text;
  }
}
