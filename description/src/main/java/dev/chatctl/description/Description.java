package dev.chatctl.description;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    Map<String, TableLayout> tables)
    implements ChatProtocol {

  @Override
  public Set<String> values() {
    Set<String> required =
        templates().flatMap(template -> template.required().stream()).collect(Collectors.toSet());
    return templates()
        .flatMap(template -> template.names().stream())
        .filter(Names::isGiven)
        .map(value -> required.contains(value) ? value : value + "?")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<TextTemplate> templates() {
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
            speech
                .history()
                .flatMap(Speech.HistoryRequest::resume)
                .map(Hearing.AutoReply::send)
                .stream(),
            hearing.replies().stream().map(Hearing.AutoReply::send))
        .flatMap(frames -> frames);
  }

  @Override
  public SocketRequest request(URI url, Variables client) {
    return SocketRequest.of(url, handshake, client);
  }

  @Override
  public Optional<Opening> open(Client client) {
    return DescribedOpening.begin(opening, client);
  }

  /**
   * The frame that says a text.
   *
   * @throws IllegalStateException if nothing is described to be said
   */
  @Override
  public OutgoingFrame say(String text, Variables client) {
    return speech
        .say()
        .orElseThrow(() -> new IllegalStateException(name + ": no \"say\" in it"))
        .make(client.with("text", text));
  }

  @Override
  public Meaning hear(IncomingFrame frame) {
    Optional<List<String>> texts = hearing.messages().map(where -> where.find(frame));
    boolean told = texts.isPresent() && texts.get().stream().anyMatch(text -> !text.isEmpty());
    Set<Meaning.Kind> kinds = EnumSet.noneOf(Meaning.Kind.class);
    if (!told && is(speech.keepAlive().flatMap(Speech.KeepAlive::answer), frame)) {
      kinds.add(Meaning.Kind.PONG);
    }
    if (is(speech.history().map(Speech.HistoryRequest::answer), frame)) {
      kinds.add(Meaning.Kind.HISTORY);
    }
    if (!told && is(hearing.ignored(), frame)) {
      kinds.add(Meaning.Kind.IGNORED);
    }
    return new Meaning(texts, told ? Optional.empty() : error(frame), kinds, replies(frame));
  }

  private Optional<String> error(IncomingFrame frame) {
    return hearing.errors().isEmpty()
        ? Refusal.code(frame)
        : hearing.errors().get().find(frame).stream().findFirst().map(Refusal::shown);
  }

  private static boolean is(Optional<Extraction> kind, IncomingFrame frame) {
    return kind.isPresent() && !kind.get().find(frame).isEmpty();
  }

  private List<FrameMaker> replies(IncomingFrame frame) {
    List<FrameMaker> replies = new ArrayList<>();
    for (Hearing.AutoReply reply : hearing.replies()) {
      for (String found : reply.to().find(frame)) {
        replies.add(client -> reply.send().make(client.with("found", found)));
      }
    }
    return replies;
  }

  @Override
  public boolean hasMessagesAnywhere() {
    return hearing.messages().isEmpty() && hearing.replies().isEmpty();
  }

  @Override
  public boolean echoes() {
    return hearing.echo();
  }

  @Override
  public Optional<FrameMaker> keepAlive() {
    return speech.keepAlive().flatMap(Speech.KeepAlive::send).map(template -> template);
  }

  @Override
  public int keepAliveSeconds() {
    return speech.keepAlive().flatMap(Speech.KeepAlive::everySeconds).orElse(0);
  }

  @Override
  public Optional<FrameMaker> history() {
    return speech.history().map(Speech.HistoryRequest::request);
  }

  @Override
  public Optional<FrameMaker> history(IncomingFrame answer) {
    return speech
        .history()
        .flatMap(Speech.HistoryRequest::resume)
        .flatMap(
            resume ->
                resume.to().find(answer).stream()
                    .reduce((earlier, later) -> later)
                    .map(found -> client -> resume.send().make(client.with("found", found))));
  }
}
