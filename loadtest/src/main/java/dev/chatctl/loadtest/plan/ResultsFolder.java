package dev.chatctl.loadtest.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The folder that a run leaves its results in. */
public final class ResultsFolder {
  /** The manifest's name; it is written last, so what has none is no result. */
  public static final String MANIFEST = "run.json";

  /** What the report and Gatling's log take besides rows. */
  public static final long BASE_BYTES = 20 << 20;

  private static final long BYTES_PER_ROW = 150;

  private ResultsFolder() {}

  /**
   * Creates the folder if need be and proves that it can be written and has room for the results,
   * before anything is started.
   *
   * @throws IOException with a message that names the folder and the rule
   */
  public static Path prepare(Path folder, Plan plan) throws IOException {
    long rows = (long) plan.schedule().messages() + plan.population().clients();
    return prepare(folder, BASE_BYTES + rows * BYTES_PER_ROW);
  }

  /** The same for that many bytes. */
  public static Path prepare(Path folder, long bytes) throws IOException {
    long free;
    try {
      Files.createDirectories(folder);
      // That of an earlier run must not vouch for what this one leaves.
      Files.deleteIfExists(folder.resolve(MANIFEST));
      Files.delete(Files.createTempFile(folder, ".write", null));
      free = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new IOException(
          "--out: " + folder + " (expected: a folder that can be written; " + reason(e) + ")", e);
    }
    if (free < bytes) {
      throw new IOException(
          "--out: %s (expected: %d MiB of free space there; it has %d)"
              .formatted(folder, bytes >> 20, free >> 20));
    }
    return folder;
  }

  private static String reason(IOException e) {
    String kind =
        e.getClass().getSimpleName().replace("Exception", "").replaceAll("(?<=.)([A-Z])", " $1");
    return kind.toLowerCase(Locale.ROOT);
  }
}
