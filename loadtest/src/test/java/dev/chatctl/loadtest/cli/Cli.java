package dev.chatctl.loadtest.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.cli.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs commands in this JVM and keeps what they print. */
final class Cli {
  private static final Pattern NOT_VALID =
      Pattern.compile("NOT VALID|\"valid\"\\s*:\\s*false|\"invalid_reasons\"\\s*:\\s*\\[\\s*\"");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Interrupt interrupt = new Interrupt();
  private String before = "";

  private Surroundings surroundings() {
    return new Surroundings(
        InputStream.nullInputStream(),
        out,
        err,
        Terminals.NONE,
        Map.of(),
        Path.of(""),
        InstantSource.system(),
        interrupt);
  }

  Invocation invocation() {
    return new Invocation(surroundings());
  }

  int run(Object... args) {
    before = out();
    return LoadTestProgram.run(
        surroundings(), Arrays.stream(args).map(Object::toString).toArray(String[]::new));
  }

  String out() {
    return out.toString(UTF_8);
  }

  /**
   * Demands that the last run delivered all. A machine that pauses spoils what is measured on it;
   * then, and only then, the exit code is another.
   */
  void delivered(int exit) {
    String said = out().substring(before.length());
    ExitCode due = NOT_VALID.matcher(said).find() ? ExitCode.NOT_VALID : ExitCode.OK;
    assertThat(exit).as(said + err()).isEqualTo(due.code());
  }

  String err() {
    return err.toString(UTF_8);
  }
}
