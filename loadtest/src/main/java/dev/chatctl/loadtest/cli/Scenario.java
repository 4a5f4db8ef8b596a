package dev.chatctl.loadtest.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What can be run, and how it is run unless options say otherwise. */
enum Scenario {
  BROADCAST("Everybody listens, a few publish.", given -> {}),
  CHATTER(
      "Everybody listens and talks, in many rooms.",
      given -> {
        given.messages = 500;
        given.rate = "50";
        given.rooms = 10;
        given.everyonePublishes = true;
      }),
  RAMP("A broadcast to ever more listeners, up to the knee.", given -> {}),
  SOAK(
      "A broadcast for hours: keep-alives, and reconnects after API Gateway's 2-hour cut-off.",
      given -> {
        given.rate = "1:1h";
        given.keepAliveSeconds = 300;
        given.reconnect = true;
      }),
  RECONNECT_STORM(
      "Everybody is disconnected at once in mid-run, and comes back at --storm-rate.",
      given -> {
        given.clients = 1000;
        given.messages = 60;
        given.rate = "2";
        given.reconnect = true;
        given.stormRate = 500;
      }),
  HISTORY(
      "Readers ask for the history while others write it.",
      given -> {
        given.messages = 100;
        given.readers = 20;
      }),
  MIXED_DIALECTS(
      "Listeners of several wire dialects in one room.",
      given ->
          given.dialects =
              List.of("envelope", "name-text", "message-text", "data-text", "message-json"));

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // its only list is a List.of
  private final Defaults defaults;

  Scenario(String description, Consumer<Given> differences) {
    this.description = description;
    Given given = new Given();
    differences.accept(given);
    this.defaults = given.defaults();
  }

  String verb() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String description() {
    return description;
  }

  Defaults defaults() {
    return defaults;
  }

  /**
   * How a scenario is run by default.
   *
   * @param stormRate reconnects per second after everybody was cut off; 0 for no cut
   */
  record Defaults(
      int clients,
      int messages,
      String rate,
      int rooms,
      List<String> dialects,
      boolean everyonePublishes,
      int keepAliveSeconds,
      boolean reconnect,
      int readers,
      int stormRate) {}

  /** What all scenarios have in common, until one says otherwise. */
  private static final class Given {
    private int clients = 200;
    private int messages = 50;
    private String rate = "10";
    private int rooms = 1;
    private List<String> dialects = List.of();
    private boolean everyonePublishes;
    private int keepAliveSeconds;
    private boolean reconnect;
    private int readers;
    private int stormRate;

    Defaults defaults() {
      return new Defaults(
          clients,
          messages,
          rate,
          rooms,
          dialects,
          everyonePublishes,
          keepAliveSeconds,
          reconnect,
          readers,
          stormRate);
    }
  }
}
