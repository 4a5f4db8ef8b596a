package dev.chatctl.local;

import dev.chatctl.cli.CliException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder that one stack at a time keeps its tables in. */
final class DataFolder implements AutoCloseable {
  private static final String HINT = "name a folder of your own";

  private final Path folder;
  private final FileChannel held;

  private DataFolder(Path folder, FileChannel held) {
    this.folder = folder;
    this.held = held;
  }

  /**
   * Takes a folder, and makes it if need be. It is free again when this process ends, however it
   * ends.
   *
   * @throws CliException if it cannot be written, or another stack has it
   */
  static DataFolder take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isFree(file)) {
        file.close();
        throw CliException.usage("--data: " + folder + " is used by another stack", HINT);
      }
      return new DataFolder(folder, file);
    } catch (IOException e) {
      throw CliException.usage("--data: " + folder + " cannot be used: " + e.getMessage(), HINT);
    }
  }

  String path() {
    return folder.toString();
  }

  @Override
  public void close() {
    try {
      held.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) { // by this very process
      return false;
    }
  }
}
