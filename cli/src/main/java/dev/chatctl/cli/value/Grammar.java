package dev.chatctl.cli.value;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine;

/** How every command reads the values of its options. */
public final class Grammar {
  private Grammar() {}

  /** Teaches it to a command and those below it that are there already; returns the command. */
  public static CommandLine teach(CommandLine commands, InstantSource clock) {
    return commands
        .registerConverter(Duration.class, Durations::parse)
        .registerConverter(Instant.class, text -> Times.parse(text, clock))
        .registerConverter(Rate.class, Rate::parse)
        .registerConverter(Size.class, Size::parse)
        .registerConverter(int.class, Numbers::parseInt)
        .registerConverter(Integer.class, Numbers::parseInt)
        .registerConverter(long.class, Numbers::parseLong)
        .registerConverter(double.class, Numbers::parseDouble)
        .registerConverter(Double.class, Numbers::parseDouble)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
