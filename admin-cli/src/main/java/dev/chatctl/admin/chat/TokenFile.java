package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with a token, whatever it holds when it is read. Not an option with the token itself:
 * other users of the machine can read a command's options.
 */
record TokenFile(Path file) {
  String read() {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw CliException.usage(
          "--token-file: " + file + " cannot be read: " + Failures.reason(e),
          "name a readable file");
    }
  }
}
