package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.description.Client;
import dev.chatctl.description.Description;
import dev.chatctl.description.IncomingFrame;
import dev.chatctl.description.Meaning;
import dev.chatctl.description.Opening;
import dev.chatctl.description.OutgoingFrame;
import dev.chatctl.description.SocketRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** As a description has it. */
final class DescribedTalk implements Talk {
  private final Description chat;
  private final URI url;
  private final ChatVariables values;
  private final Consumer<String> lines;
  private Optional<Opening> opening = Optional.empty();

  /**
   * With nothing said.
   *
   * @param lines shows a line
   * @throws CliException if nothing can be said
   */
  DescribedTalk(Description chat, String url, ChatVariables values, Consumer<String> lines) {
    if (chat.speech().say().isEmpty()) {
      throw CliException.usage(
          chat.name() + ": no \"say\" in it, which is needed here",
          "add a line \"say\": FRAME with ${text} in it; docs/chats.md");
    }
    this.chat = chat;
    this.url = URI.create(url);
    this.values = values;
    this.lines = lines;
  }

  /** Who sits at the prompt. */
  private record Person(Socket socket, ChatVariables values) implements Client {
    @Override
    public void send(OutgoingFrame frame) {
      DescribedTalk.send(socket, frame);
    }

    @Override
    public void keep(String name, String value) {
      values.keep(name, value);
    }

    @Override
    public Optional<String> value(String name) {
      return values.value(name);
    }
  }

  @Override
  public SocketRequest request() {
    return chat.request(url, values);
  }

  @Override
  public void begin(Socket socket) {
    opening = chat.open(new Person(socket, values));
  }

  @Override
  public Optional<String> awaited() {
    return opening.map(Opening::awaited);
  }

  @Override
  public void hear(IncomingFrame frame, Socket socket) {
    Meaning meaning = chat.hear(frame);
    if (opening.isEmpty()) {
      show(frame, meaning);
    } else {
      meaning.error().ifPresent(DescribedTalk::refuse);
    }
    meaning.replies().forEach(reply -> send(socket, reply.make(values)));
    if (opening.isPresent() && opening.get().proceed(frame)) {
      opening = Optional.empty();
    }
  }

  private static void refuse(String why) {
    throw new CliException(
        ExitCode.UNAVAILABLE,
        "refused on opening: " + PrintableText.oneLine(why),
        "\"open\" of the description is what was tried");
  }

  private void show(IncomingFrame frame, Meaning meaning) {
    List<String> texts = meaning.texts().orElseGet(() -> List.of(frame.text()));
    texts.forEach(text -> lines.accept(PrintableText.lines(text)));
    if (texts.isEmpty()) {
      meaning.error().ifPresent(code -> lines.accept("! " + PrintableText.oneLine(code)));
    }
  }

  @Override
  public boolean act(String line, Socket socket) {
    if (!line.isBlank()) {
      send(socket, chat.say(line, values));
    }
    return true;
  }

  @Override
  public void keepAlive(Socket socket) {
    chat.keepAlive()
        .ifPresentOrElse(frame -> send(socket, frame.make(values)), () -> socket.ping(new byte[0]));
  }

  @Override
  public Duration keepAliveEvery() {
    return chat.keepAliveSeconds() > 0
        ? Duration.ofSeconds(chat.keepAliveSeconds())
        : Talk.super.keepAliveEvery();
  }

  private static void send(Socket socket, OutgoingFrame frame) {
    if (frame.isBinary()) {
      socket.send(frame.bytes());
    } else {
      socket.send(new String(frame.bytes(), StandardCharsets.UTF_8));
    }
  }
}
