package dev.chatctl.loadtest.cli;

import java.util.List;

/** What can be run, and how it is run unless options say otherwise. */
enum Scenario {
  BROADCAST("Everybody listens, a few publish.", base()),
  CHATTER(
      "Everybody listens and talks, in many rooms.",
      base().messages(500).rate("50").rooms(10).talking()),
  RAMP("A broadcast to ever more listeners, up to the knee.", base()),
  SOAK(
      "A broadcast for hours: keep-alives, and reconnects after API Gateway's 2-hour cut-off.",
      base().rate("1:1h").keepAlive(300).reconnecting()),
  RECONNECT_STORM(
      "Everybody is disconnected at once in mid-run, and comes back at --storm-rate.",
      base().clients(1000).messages(60).rate("2").reconnecting().storm(500)),
  HISTORY("Readers ask for the history while others write it.", base().messages(100).readers(20)),
  MIXED_DIALECTS(
      "Listeners of several wire dialects in one room.",
      base()
          .dialects(List.of("envelope", "name-text", "message-text", "data-text", "message-json")));

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // its only list is a List.of
  private final Defaults defaults;

  Scenario(String description, Defaults defaults) {
    this.description = description;
    this.defaults = defaults;
  }

  private static Defaults base() {
    return new Defaults(200, 50, "10", 1, List.of(), false, 0, false, 0, 0);
  }

  String verb() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
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
      boolean everyoneTalks,
      int keepAliveSeconds,
      boolean reconnect,
      int readers,
      int stormRate) {

    private Defaults clients(int n) {
      return new Defaults(
          n,
          messages,
          rate,
          rooms,
          dialects,
          everyoneTalks,
          keepAliveSeconds,
          reconnect,
          readers,
          stormRate);
    }

    private Defaults messages(int n) {
      return new Defaults(
          clients,
          n,
          rate,
          rooms,
          dialects,
          everyoneTalks,
          keepAliveSeconds,
          reconnect,
          readers,
          stormRate);
    }

    private Defaults rate(String shape) {
      return new Defaults(
          clients,
          messages,
          shape,
          rooms,
          dialects,
          everyoneTalks,
          keepAliveSeconds,
          reconnect,
          readers,
          stormRate);
    }

    private Defaults rooms(int n) {
      return new Defaults(
          clients,
          messages,
          rate,
          n,
          dialects,
          everyoneTalks,
          keepAliveSeconds,
          reconnect,
          readers,
          stormRate);
    }

    private Defaults dialects(List<String> names) {
      return new Defaults(
          clients,
          messages,
          rate,
          rooms,
          names,
          everyoneTalks,
          keepAliveSeconds,
          reconnect,
          readers,
          stormRate);
    }

    private Defaults talking() {
      return new Defaults(
          clients,
          messages,
          rate,
          rooms,
          dialects,
          true,
          keepAliveSeconds,
          reconnect,
          readers,
          stormRate);
    }

    private Defaults keepAlive(int seconds) {
      return new Defaults(
          clients,
          messages,
          rate,
          rooms,
          dialects,
          everyoneTalks,
          seconds,
          reconnect,
          readers,
          stormRate);
    }

    private Defaults reconnecting() {
      return new Defaults(
          clients,
          messages,
          rate,
          rooms,
          dialects,
          everyoneTalks,
          keepAliveSeconds,
          true,
          readers,
          stormRate);
    }

    private Defaults readers(int n) {
      return new Defaults(
          clients,
          messages,
          rate,
          rooms,
          dialects,
          everyoneTalks,
          keepAliveSeconds,
          reconnect,
          n,
          stormRate);
    }

    private Defaults storm(int perSecond) {
      return new Defaults(
          clients,
          messages,
          rate,
          rooms,
          dialects,
          everyoneTalks,
          keepAliveSeconds,
          reconnect,
          readers,
          perSecond);
    }
  }
}
