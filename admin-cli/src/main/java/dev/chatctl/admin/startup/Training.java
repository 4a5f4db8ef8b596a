package dev.chatctl.admin.startup;

import java.util.Arrays;
import java.util.List;

/**
 * The command lines whose classes an archive holds. The JVM loads all classes of an archive as it
 * starts, the more the longer, so what asks no AWS service has an archive of its own.
 */
enum Training {
  QUICK("-quick", "--help", "help exit-codes", "list --help", "list --local", "list --nonsense"),
  FULL(
      "",
      "--help",
      "help exit-codes",
      "list --help",
      "list --local",
      "list --local -o json --sort age",
      "list --local -o ndjson --room lobby --verify",
      "list --local -o csv --filter name~a",
      "get --local a=",
      "post --local a= hello",
      "broadcast --local hello --yes",
      "kick --local a=",
      "who --local",
      "stats --local",
      "sessions --local",
      "logs --local --since 1h",
      "context list",
      "doctor --local",
      "completion bash",
      "list --nonsense");

  private final String suffix;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
  private final List<String> commands;

  Training(String suffix, String... commands) {
    this.suffix = suffix;
    this.commands = List.of(commands);
  }

  /** What the archive's name ends in. */
  String suffix() {
    return suffix;
  }

  List<String[]> commands() {
    return commands.stream().map(command -> command.split(" ")).toList();
  }

  static boolean isMistake(String... command) {
    return Arrays.asList(command).contains("--nonsense");
  }
}
