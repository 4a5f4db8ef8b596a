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

/**
 * The running local stack's addresses: the JSON of {@code chatctl local -o json} and its {@code
 * pid}. When several stacks run, it is the latest one's.
 */
public final class LocalStackFile {
  private final Path path;
  private final String user;

  private LocalStackFile(Path path, String user) {
    this.path = path;
    this.user = user;
  }

  /**
   * Where this user's file is: in XDG_RUNTIME_DIR, TMPDIR or /tmp, the first that is set.
   *
   * @param env the environment variables
   * @param user the user's name
   */
  public static LocalStackFile of(Map<String, String> env, String user) {
    String folder = env.getOrDefault("XDG_RUNTIME_DIR", env.getOrDefault("TMPDIR", "/tmp"));
    return new LocalStackFile(Path.of(folder, "chatctl-" + user, "local.json"), user);
  }

  public Path path() {
    return path;
  }

  /** Leaves this text for others to find. */
  public void write(String json) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    requireOurs(folder);
    Path complete =
        Files.createTempFile(
            folder,
            "local",
            ".json",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(complete, json);
    try {
      Files.move(complete, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(complete, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The stack that runs now; a file that a killed stack left behind counts as none. */
  public Optional<JsonObject> read() throws IOException {
    Optional<JsonObject> found = content();
    return found.filter(
        json ->
            json.integer("pid").isEmpty()
                || ProcessHandle.of(json.integer("pid").getAsLong()).isPresent());
  }

  /** Removes the file, unless it is another stack's. */
  public void remove(long pid) throws IOException {
    Optional<JsonObject> found = content();
    if (found.isPresent() && found.get().integer("pid").orElse(-1) == pid) {
      Files.deleteIfExists(path);
    }
  }

  private Optional<JsonObject> content() throws IOException {
    try {
      requireOurs(path);
      return Optional.of(Json.parseObject(Files.readString(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonFormatException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
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
