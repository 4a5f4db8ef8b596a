package dev.chatctl.cli;

import java.util.function.IntSupplier;

/** Which of the three streams a person sits at, and how wide the terminal is. */
public record Terminals(boolean in, boolean out, boolean err, IntSupplier width) {
  /** Nobody: pipes, files, tests. */
  public static final Terminals NONE = new Terminals(false, false, false, 80);

  /** A terminal that keeps its width. */
  public Terminals(boolean in, boolean out, boolean err, int columns) {
    this(in, out, err, () -> columns);
    if (columns < 1) {
      throw new IllegalArgumentException("columns: " + columns + " (expected: >= 1)");
    }
  }

  /** How many characters a line of it has now, 80 where nobody sits. */
  public int columns() {
    return width.getAsInt();
  }

  /**
   * The terminals of this process. The launcher tests each stream, which Java cannot: {@code
   * chatctl.tty} holds the letters i, o and e of those that are terminals.
   */
  static Terminals ofProcess() {
    String tty = System.getProperty("chatctl.tty", "");
    boolean out = tty.contains("o");
    boolean err = tty.contains("e");
    return new Terminals(
        tty.contains("i"), out, err, out || err ? new TerminalWidth() : NONE.width());
  }
}
