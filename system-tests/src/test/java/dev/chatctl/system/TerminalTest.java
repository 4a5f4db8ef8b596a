package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.cli.testing.Screen;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as people start them, in a real terminal that only the terminal itself describes. */
@Needs(Need.TMUX)
class TerminalTest {
  /** A context whose row is wider than any terminal here. */
  private static final String WIDE =
      "./chatctl context add wide --set region=eu-west-1 --set management_endpoint=https://"
          + "long.".repeat(60)
          + "example/stage";

  @TempDir Path folder;
  private @Nullable LaunchedCommands commands;
  private @Nullable Screen screen;

  @BeforeEach
  void open() throws Exception {
    commands = new LaunchedCommands(folder);
    assertThat(commands.run(WIDE).exitCode()).isZero();
  }

  @AfterEach
  void close() throws Exception {
    if (screen != null) {
      screen.close();
    }
    if (commands != null) {
      commands.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {120, 72})
  void cutsATableToTheWidthOfTheTerminal(int columns) throws Exception {
    screen = open(columns);

    screen.run("clear; ./chatctl context list; echo exit $?");

    assertThat(longestLine(screen.awaitText("exit 0"))).hasSize(columns).endsWith("...");
  }

  @Test
  void cutsNothingThatGoesToAFile() throws Exception {
    screen = open(120);

    screen.run("clear; ./chatctl context list >table; echo exit $?");
    screen.awaitText("exit 0");
    screen.run("clear; awk '{ print length }' table; echo end");

    assertThat(screen.awaitText("end"))
        .as("a file is not cut")
        .containsPattern("(?m)^[3-9]\\d\\d$");
  }

  @Test
  void showsTheHelpThatFitsTheTerminal() throws Exception {
    screen = open(70);
    screen.run("clear; ./chatctl --help | cat; ./chatctl --help; echo exit $?");

    assertThat(longestLine(screen.awaitText("exit 0")).length()).isBetween(60, 70);
  }

  /** Commands are told nothing about the terminal. */
  private Screen open(int columns) throws Exception {
    return new Screen(folder, columns, LaunchedCommands.environment(folder));
  }

  private static String longestLine(String text) {
    return text.lines().max(Comparator.comparingInt(String::length)).orElse("");
  }
}
