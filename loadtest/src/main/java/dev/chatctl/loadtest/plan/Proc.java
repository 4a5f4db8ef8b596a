package dev.chatctl.loadtest.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of a process and its machine in files; elsewhere nothing is told. */
public final class Proc {
  private Proc() {}

  /** The text of a file below {@code /proc}; empty where there is none. */
  public static String read(String file) {
    try {
      return Files.readString(Path.of("/proc", file));
    } catch (IOException e) {
      return "";
    }
  }
}
