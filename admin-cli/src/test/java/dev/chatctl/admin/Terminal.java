package dev.chatctl.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.cli.Terminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines in this JVM, with streams, environment and clock of its own. */
final class Terminal {
  private final Path home;
  private final Map<String, String> env = new HashMap<>();
  private Terminals terminals = Terminals.NONE;
  private InstantSource clock = InstantSource.system();
  private InputStream in = InputStream.nullInputStream();
  private final Interrupt interrupt = new Interrupt();

  /** What a command printed and returned. */
  record Result(int exitCode, String out, String err) {}

  /**
   * A terminal.
   *
   * @param home holds everything a command keeps
   */
  Terminal(Path home) {
    this.home = home;
    env.put("XDG_CONFIG_HOME", home.resolve("config").toString());
    env.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    env.put("XDG_STATE_HOME", home.resolve("state").toString());
    env.put("TERM", "xterm");
    // For commands that run in a process of their own; this one's environment is in the POM.
    env.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  Terminal with(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  Terminal typing(String text) {
    in = new ByteArrayInputStream(text.getBytes(UTF_8));
    return this;
  }

  Terminal reading(InputStream stream) {
    in = stream;
    return this;
  }

  /** A person sits here. */
  Terminal interactive() {
    terminals = new Terminals(true, true, true, 120);
    return this;
  }

  Terminal at(Instant now) {
    clock = () -> now;
    return this;
  }

  Map<String, String> env() {
    return env;
  }

  Interrupt interrupt() {
    return interrupt;
  }

  Result run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode = run(out, err, args);
    return new Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  int run(OutputStream out, OutputStream err, String... args) {
    return Admin.run(new Surroundings(in, out, err, terminals, env, home, clock, interrupt), args);
  }
}
