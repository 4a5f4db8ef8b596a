package dev.chatctl.loadtest.consistency;

/**
 * That somebody saw a message.
 *
 * @param room where it was seen
 */
record Sighting(Seen message, String room, Observation by) {
  Spoken.Key key() {
    return new Spoken.Key(message.author(), room, message.clientId());
  }
}
