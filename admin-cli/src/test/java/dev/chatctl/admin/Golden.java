package dev.chatctl.admin;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that pin what people and scripts see. With {@code CHATCTL_GOLDEN=write} in the environment
 * tests write them anew instead: read the difference before committing it.
 */
final class Golden {
  private static final Path SOURCES = Path.of("src/test/resources/dev/chatctl/admin/golden");

  private Golden() {}

  /** The pinned text; what was printed, when it is to be written anew. */
  static String of(String name, String printed) throws java.io.IOException {
    if ("write".equals(System.getenv("CHATCTL_GOLDEN"))) {
      Path file = SOURCES.resolve(name + ".txt");
      Files.createDirectories(requireNonNull(file.getParent()));
      Files.writeString(file, printed);
    }
    return Files.readString(SOURCES.resolve(name + ".txt"));
  }
}
