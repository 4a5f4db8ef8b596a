package dev.chatctl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Runs command lines in this JVM, with streams, environment and clock of its own. */
public final class TestTerminal {
  private final Path home;
  private final Map<String, String> env = new HashMap<>();
  private Terminals terminals = Terminals.NONE;
  private InstantSource clock = InstantSource.system();
  private InputStream in = InputStream.nullInputStream();
  private final Interrupt interrupt = new Interrupt();

  private final BiFunction<Surroundings, String[], Integer> program;

  /** What a command printed and returned. */
  public record Result(int exitCode, String out, String err) {}

  /**
   * A terminal.
   *
   * @param home holds everything a command keeps
   * @param program runs a command line and returns its exit code
   */
  public TestTerminal(Path home, BiFunction<Surroundings, String[], Integer> program) {
    this.home = home;
    this.program = program;
    env.put("XDG_CONFIG_HOME", home.resolve("config").toString());
    env.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    env.put("XDG_STATE_HOME", home.resolve("state").toString());
    env.put("TERM", "xterm");
    // For commands that run in a process of their own; this one's environment is in the POM.
    env.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  public TestTerminal with(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  public TestTerminal typing(String text) {
    in = new ByteArrayInputStream(text.getBytes(UTF_8));
    return this;
  }

  public TestTerminal reading(InputStream stream) {
    in = stream;
    return this;
  }

  /** Nothing comes, and no interrupt of a thread ends the wait for it. */
  public TestTerminal silent() {
    return reading(
        new InputStream() {
          @Override
          public int read() {
            return new CompletableFuture<Integer>().join();
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            return read();
          }
        });
  }

  /** A person sits here. */
  public TestTerminal interactive() {
    terminals = new Terminals(true, true, true, 120);
    return this;
  }

  public TestTerminal at(Instant now) {
    clock = () -> now;
    return this;
  }

  public Map<String, String> env() {
    return env;
  }

  public Interrupt interrupt() {
    return interrupt;
  }

  public Result run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode = run(out, err, args);
    return new Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  public int run(OutputStream out, OutputStream err, String... args) {
    return program.apply(
        new Surroundings(in, out, err, terminals, env, home, clock, interrupt), args);
  }
}
