package dev.chatctl.loadtest.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** Runs commands in this JVM and keeps what they print. */
final class Cli {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Host host;

  Cli(Map<String, String> properties) {
    host =
        new Host(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            name -> properties.getOrDefault(name, System.getProperty(name)),
            Clock.systemUTC(),
            () -> "test");
  }

  Cli() {
    this(Map.of());
  }

  Host host() {
    return host;
  }

  int run(Object... args) {
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    return CommandLineInterface.run(host, words);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
