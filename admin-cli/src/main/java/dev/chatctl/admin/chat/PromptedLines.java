package dev.chatctl.admin.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A prompt with editing and a history that is kept. */
final class PromptedLines implements Lines {
  private final Terminal terminal;
  private final LineReader reader;

  /**
   * Takes over the terminal.
   *
   * @param history the file that keeps what was typed
   */
  PromptedLines(Path history) {
    try {
      this.terminal = TerminalBuilder.builder().name("chatctl").system(true).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("chatctl")
            .history(new DefaultHistory())
            .variable(LineReader.HISTORY_FILE, history)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
  }

  @Override
  public @Nullable String next() {
    try {
      return reader.readLine("> ");
    } catch (EndOfFileException | UserInterruptException e) {
      return null; // Ctrl-D, Ctrl-C
    }
  }

  @Override
  public void show(String line) {
    reader.printAbove(line);
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
