package dev.chatctl.description;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chat, as far as a tool needs to know it.
 *
 * @param name of the shipped description or the file
 * @param about one line for people
 * @param room the room to use unless another is asked for; empty where the backend has its own
 * @param opening what happens on a new socket before its client is ready
 * @param tables layouts by {@code connections}, {@code sessions} and {@code messages}
 */
public record Description(
    String name,
    Optional<String> about,
    Optional<String> room,
    HandshakeTemplate handshake,
    List<OpeningStep> opening,
    Speech speech,
    Hearing hearing,
    Map<String, TableLayout> tables) {

  /** All its templates. */
  public Stream<TextTemplate> templates() {
    return Stream.of(
            handshake.path().stream(),
            handshake.query().values().stream(),
            handshake.headers().values().stream(),
            handshake.cookies().values().stream(),
            handshake.subprotocols().stream(),
            frames().map(FrameTemplate::template))
        .flatMap(templates -> templates);
  }

  private Stream<FrameTemplate> frames() {
    return Stream.of(
            opening.stream().flatMap(step -> step.send().stream()),
            speech.say().stream(),
            speech.keepAlive().flatMap(Speech.KeepAlive::send).stream(),
            speech.history().map(Speech.HistoryRequest::request).stream(),
            hearing.replies().stream().map(Hearing.AutoReply::send))
        .flatMap(frames -> frames);
  }
}
