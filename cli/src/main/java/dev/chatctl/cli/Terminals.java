package dev.chatctl.cli;

/**
 * Which of the three streams a person sits at.
 *
 * @param columns the width of the terminal standard output goes to
 */
public record Terminals(boolean in, boolean out, boolean err, int columns) {
  /** Nobody: pipes, files, tests. */
  public static final Terminals NONE = new Terminals(false, false, false, 80);

  private static final int DEFAULT_COLUMNS = 80;

  public Terminals {
    if (columns < 1) {
      throw new IllegalArgumentException("columns: " + columns + " (expected: >= 1)");
    }
  }

  /**
   * The terminals of this process. The launcher tests each stream, which Java cannot: {@code
   * chatctl.tty} holds the letters i, o and e of those that are terminals.
   */
  static Terminals ofProcess() {
    String tty = System.getProperty("chatctl.tty", "");
    int columns = Integer.getInteger("chatctl.columns", DEFAULT_COLUMNS);
    return new Terminals(
        tty.contains("i"),
        tty.contains("o"),
        tty.contains("e"),
        columns < 1 ? DEFAULT_COLUMNS : columns);
  }
}
