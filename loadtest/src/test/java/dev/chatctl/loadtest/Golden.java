package dev.chatctl.loadtest;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that pin what tools of others read. With {@code CHATCTL_GOLDEN=write} in the environment
 * tests write them anew instead: read the difference before committing it.
 */
public final class Golden {
  private static final Path SOURCES = Path.of("src/test/resources/dev/chatctl/loadtest/golden");

  private Golden() {}

  /** The pinned text; what was written, when it is to be pinned anew. */
  public static String of(String name, String written) throws IOException {
    Path file = SOURCES.resolve(name);
    if ("write".equals(System.getenv("CHATCTL_GOLDEN"))) {
      Files.createDirectories(requireNonNull(file.getParent()));
      Files.writeString(file, written);
    }
    return Files.readString(file);
  }
}
