package dev.chatctl.loadtest.lies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row of the table: a lie, and how it is met.
 *
 * @param lie made anew for each server
 * @param options beside those that all have in common
 * @param planned how many connections the plan itself ends before the end
 * @param spoils whether it is the load test itself that is interfered with, so that no number holds
 * @param also what must be true besides
 */
record Case(
    String name,
    String scenario,
    Supplier<Lie> lie,
    Duration deadline,
    Map<String, String> options,
    int planned,
    boolean spoils,
    Consumer<Reported> also) {
  static final int CLIENTS = 30;

  /** The listeners' names, by which the server tells them apart: what they ask for as dialect. */
  static final List<String> LISTENERS = IntStream.range(0, CLIENTS).mapToObj(i -> "l" + i).toList();

  /** A feeder with the listeners' names in that folder; who speaks has none. */
  static Path feeder(Path folder, List<String> listeners) throws IOException {
    String rows = listeners.stream().map(name -> name + ",\n").collect(Collectors.joining());
    return Files.writeString(
        folder.resolve("clients.csv"), "dialect,\n" + rows + ",\n".repeat(listeners.size()));
  }

  /** A broadcast of 20 messages, 5 a second. */
  static Case broadcast(String name, Supplier<Lie> lie) {
    return new Case(
        name,
        "broadcast",
        lie,
        Duration.ofSeconds(3),
        Map.of("--messages", "20", "--rate", "5", "--linger", "1"),
        0,
        false,
        reported -> {});
  }

  /** The same, by listeners who come back. */
  static Case soak(String name, Supplier<Lie> lie) {
    return broadcast(name, lie).in("soak", 0);
  }

  /** The same, with everybody cut off by the plan. */
  static Case storm(String name, Supplier<Lie> lie) {
    return broadcast(name, lie)
        .in("reconnect-storm", CLIENTS)
        .with("--storm-at", "1.3")
        .with("--storm-rate", "15");
  }

  private Case in(String other, int cutOff) {
    return new Case(name, other, lie, deadline, options, cutOff, spoils, also);
  }

  /** With one more option, or another value of one. */
  Case with(String option, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(option, value);
    return new Case(name, scenario, lie, deadline, more, planned, spoils, also);
  }

  /** With another deadline. */
  Case within(Duration other) {
    return new Case(name, scenario, lie, other, options, planned, spoils, also);
  }

  /** Met by a load test that is interfered with. */
  Case spoiled() {
    return new Case(name, scenario, lie, deadline, options, planned, true, also);
  }

  /** Whether it can be told in a tongue: what is put around JSON is of the envelope. */
  boolean isFor(Tongue tongue) {
    return tongue == Tongue.ENVELOPE || !name.equals("tells JSON in JSON");
  }

  /** With one more thing to be true. */
  Case and(Consumer<Reported> more) {
    return new Case(name, scenario, lie, deadline, options, planned, spoils, also.andThen(more));
  }

  @Override
  public String toString() {
    return name;
  }
}
