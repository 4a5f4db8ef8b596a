package dev.chatctl.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The right to read a file and replace it, which one command has at a time: a lock on an empty file
 * beside it, which stays there, for who deletes it would take it from those that wait for it.
 */
public final class FileMutex {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private FileMutex() {}

  /** What is done with the right. */
  public interface Action {
    void run() throws IOException;
  }

  /**
   * Does this once nobody else has the right to the file, in a folder that must be there.
   *
   * @return whether it was done; not if others had it for this long, or the wait was interrupted
   */
  public static boolean run(Path path, Duration longest, Interrupt interrupt, Action action)
      throws IOException {
    try (var channel =
        FileChannel.open(lockFile(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long start = System.nanoTime();
      while (!lock(channel)) {
        if (System.nanoTime() - start > longest.toNanos() || interrupt.sleep(PAUSE)) {
          return false;
        }
      }
      action.run();
      return true; // closing the channel ends its lock
    }
  }

  /** The same for all links to a file. */
  static Path lockFile(Path path) throws IOException {
    Path target = FileReplacement.resolved(path.toAbsolutePath());
    return target.resolveSibling(target.getFileName() + ".lock");
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread has it
    }
  }
}
