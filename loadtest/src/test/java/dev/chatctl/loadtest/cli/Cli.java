package dev.chatctl.loadtest.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.List;
import java.util.Map;

/** Runs commands in this JVM and keeps what they print. */
final class Cli {
  /** Of a run that delivered all. Whether this machine was calm enough to measure is not asked. */
  static final List<Integer> DELIVERED = List.of(ExitCode.OK.code(), ExitCode.NOT_VALID.code());

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Interrupt interrupt = new Interrupt();

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
    return LoadTestProgram.run(
        surroundings(), Arrays.stream(args).map(Object::toString).toArray(String[]::new));
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }
}
