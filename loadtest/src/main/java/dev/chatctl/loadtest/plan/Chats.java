package dev.chatctl.loadtest.plan;

import dev.chatctl.description.ChatProtocol;
import dev.chatctl.description.Descriptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the clients of a run speak, and what is known of each.
 *
 * @param protocols dealt to listeners in turn; who else there is speaks as the first has it
 * @param token what {@code ${token}} stands for
 * @param environment what {@code ${env.NAME}} stands for
 * @param sessions whether clients bring values of their own as well, which are not known before
 */
public record Chats(
    List<ChatProtocol> protocols,
    Feeder feeder,
    Optional<String> token,
    Map<String, String> environment,
    boolean sessions) {
  /** The chat of our own backend. */
  public static final Chats ENVELOPE =
      new Chats(
          List.of(Descriptions.find("envelope")), Feeder.NONE, Optional.empty(), Map.of(), false);

  static final String CLIENT = "client.";
  private static final String ENV = "env.";

  public Chats {
    protocols = List.copyOf(protocols);
  }

  /** That of everybody who is not one of several listeners. */
  public ChatProtocol first() {
    return protocols.getFirst();
  }

  /** What a listener speaks. */
  public ChatProtocol of(int listener) {
    return protocols.get(listener % protocols.size());
  }

  /** Whether a room can be asked for. */
  public boolean haveRooms() {
    return protocols.stream()
        .allMatch(each -> each.values().contains("room") || each.values().contains("room?"));
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
    for (ChatProtocol protocol : protocols) {
      boolean inRoom = rooms > 1 || protocol.room().isPresent();
      protocol.values().stream()
          .filter(name -> name.equals("room") ? !inRoom : isGiven(name) && value(0, name).isEmpty())
          .forEach(name -> problems.add(missing(protocol, name)));
    }
  }

  private boolean isGiven(String name) {
    return !name.endsWith("?")
        && ((name.startsWith(CLIENT) && !sessions) || name.startsWith(ENV) || name.equals("token"));
  }

  private String missing(ChatProtocol protocol, String name) {
    return "${%s} in %s: no value (expected: %s)"
        .formatted(
            name,
            protocol.name(),
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
    return protocols.stream().map(ChatProtocol::name).collect(Collectors.joining(", "));
  }
}
