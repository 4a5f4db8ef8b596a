package dev.chatctl.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * A file's new content, written beside it: what is there stays until the new is complete. Links
 * stay links, and permissions what they were; a file that is new is its writer's only.
 */
public final class FileReplacement implements AutoCloseable {
  private static final int MOST_LINKS = 40;

  private final Path target;
  private final Path partial;

  private FileReplacement(Path target, Path partial) {
    this.target = target;
    this.partial = partial;
  }

  /** Begins, in the folder of the file that the path leads to, which must be there. */
  public static FileReplacement of(Path path) throws IOException {
    Path target = resolved(path.toAbsolutePath());
    Path partial = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".new");
    var replacement = new FileReplacement(target, partial);
    try {
      replacement.keepPermissions();
    } catch (IOException e) {
      replacement.close();
      throw e;
    }
    return replacement;
  }

  /** Where the new content goes. */
  public Path partial() {
    return partial;
  }

  /** Puts it into its place. */
  public void complete() throws IOException {
    Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Drops it, unless it is complete. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(partial);
  }

  /** Follows links, also those to a file that is not there yet. */
  static Path resolved(Path path) throws IOException {
    Path file = path;
    for (int i = 0; Files.isSymbolicLink(file); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemException(path.toString(), null, "too many links");
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  private void keepPermissions() throws IOException {
    var view = Files.getFileAttributeView(partial, PosixFileAttributeView.class);
    if (view != null && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      view.setPermissions(Files.getPosixFilePermissions(target));
    }
  }
}
