package dev.chatctl.loadtest.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What can be run, and the options it has unless others are given. */
enum Scenario implements IDefaultValueProvider {
  BROADCAST("Everybody listens, a few publish."),
  CHATTER(
      "Everybody listens and talks, in many rooms.", "--messages=500", "--rate=50", "--rooms=10"),
  RAMP("A broadcast to ever more listeners, up to the knee."),
  SOAK(
      "A broadcast for hours: keep-alives, and reconnects after API Gateway's 2-hour cut-off.",
      "--messages=3600",
      "--rate=1",
      "--keep-alive=5m"),
  RECONNECT_STORM(
      "Everybody is disconnected at once in mid-run, and comes back at --storm-rate.",
      "--clients=1000",
      "--messages=60",
      "--rate=2"),
  HISTORY("Readers ask for the history while others write it.", "--messages=100", "--readers=20"),
  MIXED_DIALECTS(
      "Listeners of several chats in one room.",
      "--chat=envelope,name-text,message-text,data-text,message-json");

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // Map.of, in other words
  private final Map<String, String> options;

  Scenario(String description, String... options) {
    this.description = description;
    this.options =
        Arrays.stream(options)
            .map(option -> option.split("=", 2))
            .collect(Collectors.toUnmodifiableMap(option -> option[0], option -> option[1]));
  }

  static Scenario of(String verb) {
    return valueOf(verb.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  String verb() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String description() {
    return description;
  }

  /** Whether the listeners themselves are the publishers. */
  boolean everyonePublishes() {
    return this == CHATTER;
  }

  /** Whether listeners are meant to be cut off and to return. */
  boolean reconnects() {
    return this == SOAK || this == RECONNECT_STORM;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? options.get(option.longestName()) : null;
  }
}
