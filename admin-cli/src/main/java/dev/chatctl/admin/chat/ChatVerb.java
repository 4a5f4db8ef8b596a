package dev.chatctl.admin.chat;

import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.admin.target.Targets;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.description.Description;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.asynchttpclient.AsyncHttpClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "chat",
    description = {
      "Talk in a chat: at a prompt, from a pipe, or one message with -x.",
      "At the prompt /help lists the commands; Ctrl-D leaves."
    },
    footer = {
      "",
      "  chatctl chat --local --name ann --room lobby",
      "  chatctl chat --url wss://API.execute-api.REGION.amazonaws.com/STAGE -x 'hello'",
      "  tail -f report.txt | chatctl chat --name reporter"
    })
public final class ChatVerb implements Callable<Integer> {
  private final TargetedInvocation invocation;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The WebSocket URL (default: the target's).")
  private Optional<String> url = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "Be called this.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--room", paramLabel = "ROOM", description = "Go to this room.")
  private Optional<String> room = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Sign in with the token in this file, read again when another one is needed.")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "Speak this dialect; any but envelope is sent and shown raw.")
  private Optional<String> dialect = Optional.empty();

  @Option(names = "--raw", description = "Send and show frames as they are.")
  private boolean raw;

  @Option(
      names = "-x",
      paramLabel = "TEXT",
      description = "Say this and leave; may be given several times.")
  private List<String> texts = List.of();

  @Option(
      names = "--wait",
      paramLabel = "LENGTH",
      description = "With -x or a pipe: wait this long for answers before leaving (default: 1s).")
  private Duration linger = Duration.ofSeconds(1);

  @Option(
      names = "--ping",
      paramLabel = "LENGTH",
      description =
          "Keep the connection open by a ping this often (default: 5m, or as the chat is"
              + " described).")
  private Optional<Duration> ping = Optional.empty();

  @Option(
      names = "--reconnect",
      negatable = true,
      description = "Come back when the connection breaks (default: at a prompt).")
  private Optional<Boolean> reconnect = Optional.empty();

  ChatVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    ping.ifPresent(every -> OptionRules.positive("--ping", every));
    Optional<Description> described = Targets.of(invocation).chat();
    boolean prompt = texts.isEmpty() && invocation.terminals().in() && invocation.terminals().out();
    boolean comesBack = reconnect.orElse(prompt);
    try (AsyncHttpClient client = Socket.client();
        Lines lines = lines(prompt)) {
      Talk talk =
          described.isPresent()
              ? described(described.get(), lines)
              : new EnvelopeTalk(
                  this::address,
                  tokens(),
                  new EnvelopeTalk.Manner(raw || !spoken().equals("envelope"), comesBack),
                  invocation,
                  lines::show);
      var manner =
          new Conversation.Manner(
              comesBack, ping.orElseGet(talk::keepAliveEvery), prompt ? Duration.ZERO : linger);
      var backoff = new Backoff(RandomGenerator.getDefault());
      return new Conversation(invocation, client, manner, talk, lines, backoff).run().code();
    }
  }

  private Talk described(Description chat, Lines lines) {
    if (raw || dialect.isPresent()) {
      throw CliException.usage(
          "--raw, --dialect: %s says how it is spoken".formatted(chat.name()),
          "leave them out, or --chat envelope");
    }
    Optional<String> token = tokens().map(TokenFile::read);
    var values =
        new ChatVariables(invocation.env())
            .and("room", room.or(chat::room))
            .and("client.name", name)
            .and("client.token", token)
            .and("token", token);
    missing(chat, values)
        .ifPresent(
            it -> {
              throw CliException.usage(
                  "${%s} in %s: no value".formatted(it, chat.name()),
                  "--name, --room, --token-file and the environment give some; ${%s?} does without"
                      .formatted(it));
            });
    return new DescribedTalk(chat, url(Map.of()), values, lines::show);
  }

  /** A value that the chat cannot do without, if one is not there. */
  private static Optional<String> missing(Description chat, ChatVariables values) {
    return chat.values().stream()
        .filter(name -> !name.endsWith("?") && values.value(name).isEmpty())
        .findFirst();
  }

  private Lines lines(boolean prompt) {
    if (!texts.isEmpty()) {
      return PrintedLines.given(invocation, texts);
    }
    if (!prompt) {
      return PrintedLines.piped(invocation);
    }
    return new PromptedLines(HistoryFile.open(invocation.surroundings()));
  }

  private String address() {
    var parameters = new LinkedHashMap<String, String>();
    name.ifPresent(value -> parameters.put("name", value));
    room.ifPresent(value -> parameters.put("room", value));
    if (!raw || dialect.isPresent()) {
      parameters.put("dialect", spoken());
    }
    tokens().ifPresent(file -> parameters.put("token", file.read()));
    return url(parameters);
  }

  private String url(Map<String, String> parameters) {
    return Address.of(
        url.orElseGet(() -> Targets.of(invocation).require("websocket_url")), parameters);
  }

  private Optional<TokenFile> tokens() {
    return tokenFile.map(TokenFile::new);
  }

  private String spoken() {
    return dialect.orElse("envelope");
  }
}
