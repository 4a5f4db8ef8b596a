package dev.chatctl.loadtest.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a run leaves its results in. */
public final class ResultsFolder {
  private ResultsFolder() {}

  /**
   * Creates the folder if need be and proves that it can be written, before anything is started.
   *
   * @throws IOException with a message that names the folder and the rule
   */
  public static Path prepare(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".write", null));
      return folder;
    } catch (IOException e) {
      throw new IOException(
          "--out: " + folder + " (expected: a folder that can be written; " + reason(e) + ")", e);
    }
  }

  private static String reason(IOException e) {
    String kind =
        e.getClass().getSimpleName().replace("Exception", "").replaceAll("(?<=.)([A-Z])", " $1");
    return kind.toLowerCase(java.util.Locale.ROOT);
  }
}
