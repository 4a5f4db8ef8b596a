package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Failures;
import dev.chatctl.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** What was typed at the prompt; only its writer may read it, for chats are private. */
final class HistoryFile {
  private static final Set<PosixFilePermission> OWN_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWN_FILE =
      PosixFilePermissions.fromString("rw-------");

  private HistoryFile() {}

  /**
   * The file, made if need be, in XDG_STATE_HOME or ~/.local/state.
   *
   * @throws CliException if it cannot be made
   */
  static Path open(Surroundings surroundings) {
    String state = surroundings.env().getOrDefault("XDG_STATE_HOME", "");
    Path folder =
        (state.isEmpty() ? surroundings.home().resolve(".local/state") : Path.of(state))
            .resolve("chatctl");
    Path file = folder.resolve("chat-history");
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWN_FOLDER));
      if (Files.notExists(file)) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWN_FILE));
      }
      Files.setPosixFilePermissions(file, OWN_FILE); // others could read that of earlier versions
      // Whoever rewrites it would put a file in a link's place.
      return file.toRealPath();
    } catch (IOException e) {
      throw CliException.usage(
          "what you type cannot be kept in " + file + ": " + Failures.reason(e),
          "XDG_STATE_HOME says where it is kept");
    }
  }
}
