package dev.chatctl.loadtest.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command has of the world.
 *
 * @param property looks a system property up; null when it is not set
 * @param suffix makes two runs of the same second differ
 * @param terminal whether {@code err} is a terminal, on which a line can be redrawn
 */
public record Host(
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Function<String, @Nullable String> property,
    Clock clock,
    Supplier<String> suffix) {

  /** This process. */
  public static Host system() {
    return new Host(
        System.out,
        System.err,
        isTerminal(),
        System::getProperty,
        Clock.systemUTC(),
        () -> HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt()));
  }

  private static boolean isTerminal() {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
