package dev.chatctl.core.discovery;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The running local stack's addresses: the JSON of {@code chatctl local -o json} and its {@code
 * pid}. Each stack has a file of its own; when several run, the one started last is found.
 */
public final class LocalStackFile {
  private static final String PREFIX = "local-";
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final String user;

  private LocalStackFile(Path folder, String user) {
    this.folder = folder;
    this.user = user;
  }

  /**
   * Where this user's files are: in XDG_RUNTIME_DIR, TMPDIR or /tmp, the first that is set.
   *
   * @param env the environment variables
   * @param user the user's name
   */
  public static LocalStackFile of(Map<String, String> env, String user) {
    String folder = env.getOrDefault("XDG_RUNTIME_DIR", env.getOrDefault("TMPDIR", "/tmp"));
    return new LocalStackFile(Path.of(folder, "chatctl-" + user), user);
  }

  /** The folder that is looked into. */
  public Path path() {
    return folder;
  }

  /** Leaves the addresses of the stack that this process runs for others to find. */
  public void write(String json) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    requireOurs(folder);
    Path complete =
        Files.createTempFile(
            folder,
            "writing",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(complete, json);
    try {
      Files.move(complete, own(), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(complete, own(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The stack that was started last of those that run; files that killed ones left are removed. */
  public Optional<JsonObject> read() throws IOException {
    @Nullable Path latest = null;
    for (String name : names()) {
      Path file = folder.resolve(name);
      if (!isAlive(name)) {
        Files.deleteIfExists(file);
      } else if (latest == null || writtenAt(file) > writtenAt(latest)) {
        latest = file;
      }
    }
    return latest == null ? Optional.empty() : content(latest);
  }

  /** Takes back what this process wrote. */
  public void remove() throws IOException {
    Files.deleteIfExists(own());
  }

  private Path own() {
    return folder.resolve(PREFIX + ProcessHandle.current().pid() + SUFFIX);
  }

  // No stream, pattern or glob: each would cost every command of chatctl some milliseconds.
  private String[] names() throws IOException {
    String[] names =
        folder.toFile().list((parent, name) -> name.startsWith(PREFIX) && name.endsWith(SUFFIX));
    if (names == null) {
      return new String[0];
    }
    requireOurs(folder);
    return names;
  }

  private static boolean isAlive(String name) {
    try {
      long pid = Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
      return ProcessHandle.of(pid).isPresent();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static long writtenAt(Path file) {
    return file.toFile().lastModified(); // 0 for one that has just gone
  }

  private Optional<JsonObject> content(Path file) throws IOException {
    try {
      requireOurs(file);
      return Optional.of(Json.parseObject(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonFormatException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  // Folders such as /tmp are open to all: somebody else's file could point us at their server.
  private void requireOurs(Path file) throws IOException {
    String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
    if (!owner.equals(user)) {
      throw new IOException(file + ": owned by " + owner + " (expected: " + user + ")");
    }
  }
}
