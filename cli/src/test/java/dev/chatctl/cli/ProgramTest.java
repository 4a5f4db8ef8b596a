package dev.chatctl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.value.Rate;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class ProgramTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Invocation invocation =
      new Invocation(
          new Surroundings(
              InputStream.nullInputStream(),
              out,
              err,
              Terminals.NONE,
              Map.of(),
              Path.of(""),
              () -> Instant.EPOCH.plus(Duration.ofDays(1)),
              new Interrupt()));

  @Command(name = "root")
  static final class Root {
    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private final CommonOptions options;

    Root(Invocation invocation) {
      options = invocation.options();
    }
  }

  @Command(name = "verb")
  static final class Verb implements Runnable {
    private final Invocation invocation;

    @Option(names = "--every")
    private Duration every = Duration.ZERO;

    @Option(names = "--since")
    private Instant since = Instant.EPOCH;

    @Option(names = "--rate")
    private Rate rate = new Rate(1);

    Verb(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public void run() {
      invocation.out().line(every + " " + since + " " + rate.perSecond());
    }
  }

  @Command(name = "failing")
  static final class Failing implements Runnable {
    private final Invocation invocation;

    @Option(names = "--cut-off")
    private boolean cutOff;

    Failing(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public void run() {
      if (cutOff) {
        invocation.interrupt().request();
      }
      throw new IllegalStateException("half done");
    }
  }

  @Command(name = "erring")
  static final class Erring implements Runnable {
    @Option(names = "--memory")
    private boolean memory;

    @Override
    public void run() {
      throw memory ? new OutOfMemoryError("Java heap space") : new StackOverflowError();
    }
  }

  @Command(name = "waiting")
  static final class Waiting implements Runnable {
    private final Invocation invocation;

    Waiting(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public void run() {
      invocation.interrupt().await();
      throw new CliException(ExitCode.INTERRUPTED, "interrupted while it waited");
    }
  }

  private CommandLine model() {
    CommandLine root = Program.commandLine(invocation, new Root(invocation));
    return root.addSubcommand(Verb.class)
        .addSubcommand(Failing.class)
        .addSubcommand(Erring.class)
        .addSubcommand(Waiting.class);
  }

  @Test
  void readsTheSameValuesInEveryVerb() {
    int exit =
        Program.of(invocation)
            .run(
                this::model,
                "verb",
                "--every=1h30m",
                "--since=1h",
                "--rate=5/s",
                "--timeout=1m",
                "-o",
                "JSON");

    assertThat(exit).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("PT1H30M 1970-01-01T23:00:00Z 5.0\n");
    assertThat(invocation.options().timeout()).hasValue(Duration.ofMinutes(1));
  }

  @Test
  void tellsTheVersionInEveryVerb() {
    int exit = Program.of(invocation).run(this::model, "verb", "--version");

    assertThat(exit).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo(Version.text() + "\n");
  }

  @Test
  void whatCtrlCCutsOffIsNoUnexpectedFailure() {
    assertThat(Program.of(invocation).run(this::model, "failing"))
        .isEqualTo(ExitCode.UNEXPECTED.code());
    assertThat(err.toString(UTF_8)).contains("error: unexpected java.lang.IllegalStateException");
    err.reset();

    assertThat(Program.of(invocation).run(this::model, "failing", "--cut-off"))
        .isEqualTo(ExitCode.INTERRUPTED.code());
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void tellsAnErrorOfTheJvmAsItTellsAllElse() {
    assertThat(Program.of(invocation).run(this::model, "erring", "--memory"))
        .isEqualTo(ExitCode.UNEXPECTED.code());
    assertThat(err.toString(UTF_8).lines())
        .first()
        .isEqualTo("error: out of memory: Java heap space");
    assertThat(err.toString(UTF_8)).doesNotContain("at dev.chatctl");
    err.reset();

    assertThat(Program.of(invocation).run(this::model, "erring"))
        .isEqualTo(ExitCode.UNEXPECTED.code());
    assertThat(err.toString(UTF_8)).startsWith("error: unexpected java.lang.StackOverflowError");
  }

  @Test
  void tellsOnceThatTheTimeIsUp() {
    assertThat(Program.of(invocation).run(this::model, "waiting", "--timeout=10ms"))
        .isEqualTo(ExitCode.TIMEOUT.code());
    assertThat(err.toString(UTF_8))
        .startsWith("error: --timeout passed: interrupted while it waited\n")
        .containsOnlyOnce("error:");
  }
}
