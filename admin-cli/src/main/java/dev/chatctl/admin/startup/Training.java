package dev.chatctl.admin.startup;

import dev.chatctl.admin.Admin;
import dev.chatctl.admin.cli.Surroundings;
import java.util.List;

/** Runs the verbs whose classes the archive should hold. */
final class Training {
  private static final String[][] COMMANDS = {
    {"--help"},
    {"help", "exit-codes"},
    {"list", "--help"},
    {"list", "--local"},
    {"list", "--local", "-o", "json", "--sort", "age"},
    {"list", "--local", "-o", "ndjson", "--room", "lobby", "--verify"},
    {"list", "--local", "-o", "csv", "--filter", "name~a"},
    {"get", "--local", "a="},
    {"post", "--local", "a=", "hello"},
    {"broadcast", "--local", "hello", "--yes"},
    {"kick", "--local", "a="},
    {"who", "--local"},
    {"stats", "--local"},
    {"sessions", "--local"},
    {"logs", "--local", "--since", "1h"},
    {"context", "list"},
    {"doctor", "--local"},
    {"completion", "bash"},
    {"list", "--nonsense"},
  };

  private Training() {}

  public static void main(String[] args) {
    Surroundings surroundings = Surroundings.ofProcess();
    for (String[] command : COMMANDS) {
      int code = Admin.run(surroundings, command);
      boolean expected = code == 0 || List.of(command).contains("--nonsense");
      if (!expected) {
        throw new IllegalStateException(String.join(" ", command) + ": exit code " + code);
      }
    }
    System.exit(0);
  }
}
