package dev.chatctl.loadtest.plan;

import dev.chatctl.description.Description;
import dev.chatctl.description.Descriptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the clients of a run speak, and what is known of each.
 *
 * @param descriptions dealt to listeners in turn; who else there is speaks as the first has it
 * @param token what {@code ${token}} stands for
 * @param environment what {@code ${env.NAME}} stands for
 */
public record Chats(
    List<Description> descriptions,
    Feeder feeder,
    Optional<String> token,
    Map<String, String> environment) {
  /** The chat of our own backend. */
  public static final Chats ENVELOPE =
      new Chats(List.of(Descriptions.find("envelope")), Feeder.NONE, Optional.empty(), Map.of());

  private static final String CLIENT = "client.";
  private static final String ENV = "env.";

  public Chats {
    descriptions = List.copyOf(descriptions);
  }

  /** That of everybody who is not one of several listeners. */
  public Description first() {
    return descriptions.getFirst();
  }

  /** The description that a listener speaks by. */
  public Description of(int listener) {
    return descriptions.get(listener % descriptions.size());
  }

  /** Whether a room can be asked for. */
  public boolean haveRooms() {
    return descriptions.stream().allMatch(each -> names(each, false).contains("room"));
  }

  private static List<String> names(Description description, boolean required) {
    return description
        .templates()
        .flatMap(template -> (required ? template.required() : template.names()).stream())
        .distinct()
        .toList();
  }

  /** What a client's name of a value stands for. */
  Optional<String> value(int client, String name) {
    if (name.startsWith(CLIENT)) {
      return feeder.value(client, name.substring(CLIENT.length()));
    }
    if (name.startsWith(ENV)) {
      return Optional.ofNullable(environment.get(name.substring(ENV.length())));
    }
    return name.equals("token") ? token : Optional.empty();
  }

  /** Notes what that many connections cannot do without, and is not there. */
  public void check(int connections, int rooms, Problems problems) {
    feeder.check(connections, problems);
    problems.require(
        rooms == 1 || haveRooms(), "--rooms", rooms, "1, for there is no ${room} in " + shown());
    for (Description description : descriptions) {
      if (description.speech().say().isEmpty()) {
        problems.add(
            "--chat: %s says nothing (expected: a line \"say\" in it, the frame with ${text})"
                .formatted(description.name()));
      }
      names(description, true).stream()
          .filter(name -> !(name.equals("room") && (rooms > 1 || description.room().isPresent())))
          .filter(
              name ->
                  name.startsWith(CLIENT)
                      || name.startsWith(ENV)
                      || List.of("token", "room").contains(name))
          .filter(name -> value(0, name).isEmpty())
          .forEach(name -> problems.add(missing(description, name)));
    }
  }

  private String missing(Description description, String name) {
    return "${%s} in %s: no value (expected: %s)"
        .formatted(
            name,
            description.name(),
            name.startsWith(ENV)
                ? "the environment variable " + name.substring(ENV.length())
                : name.equals("token")
                    ? "--token-file FILE"
                    : name.equals("room")
                        ? "a line \"room\" in it, or --rooms"
                        : "a column " + name.substring(CLIENT.length()) + " in --feeder FILE");
  }

  /** For people. */
  public String shown() {
    return descriptions.stream().map(Description::name).collect(Collectors.joining(", "));
  }
}
