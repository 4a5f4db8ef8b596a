package dev.chatctl.admin.chat;

import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.admin.target.Targets;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.PrintableText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "chat",
    description = {
      "Play a scripted conversation: three receivers listen, one sender says three sentences.",
      "It speaks plain text frames, which chats of other makes understand, too."
    },
    footer = {"", "  chatctl demo chat --local", "  chatctl demo chat --url wss://HOST/STAGE"})
public final class DemoChatVerb implements Callable<Integer> {
  private static final List<String> RECEIVERS = List.of("Bill", "Jeff", "Steve");
  private static final String SENDER = "DemoDude";
  private static final List<String> SENTENCES =
      List.of("Hey everyone!", "Not much to say...", "Bye!");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final TargetedInvocation invocation;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The WebSocket URL (default: the target's).")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--pause",
      paramLabel = "LENGTH",
      description = "The time between two sentences (default: 1s).")
  private Duration pause = Duration.ofSeconds(1);

  DemoChatVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    String base = url.orElseGet(() -> Targets.of(invocation).require("websocket_url"));
    var heardBye = new CountDownLatch(RECEIVERS.size());
    try (AsyncHttpClient client = Socket.client()) {
      return play(client, base, heardBye).code();
    }
  }

  private ExitCode play(AsyncHttpClient client, String base, CountDownLatch heardBye) {
    var sockets = new ArrayList<Socket>();
    try {
      for (String name : RECEIVERS) {
        sockets.add(Socket.open(client, address(base, name), new Receiver(name, heardBye)));
      }
      Socket sender = Socket.open(client, address(base, SENDER), new Receiver(SENDER, heardBye));
      sockets.add(sender);
      for (String sentence : SENTENCES) {
        show("< %s: %s".formatted(SENDER, sentence));
        sender.send(Commands.json(Map.of("action", "sendmessage", "msg", sentence)));
        if (invocation.interrupt().sleep(pause)) {
          return ExitCode.INTERRUPTED;
        }
      }
      awaitBye(heardBye);
      return ExitCode.OK;
    } finally {
      sockets.forEach(Socket::close);
    }
  }

  private static String address(String url, String name) {
    // Other chats ignore the dialect; ours may be set up to speak another by default.
    return Address.of(url, Map.of("name", name, "dialect", "name-text"));
  }

  private static void awaitBye(CountDownLatch heardBye) {
    try {
      if (!heardBye.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new CliException(
            ExitCode.PARTIAL,
            "%d of %d receivers did not hear the last sentence within %d s"
                .formatted(heardBye.getCount(), RECEIVERS.size(), PATIENCE.toSeconds()),
            "chatctl logs shows what the functions did");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(String line) {
    invocation.out().line(line);
    invocation.out().flush();
  }

  /** One of those who listen; the sender hears too where the chat echoes. */
  private final class Receiver implements Socket.Receiver {
    private final String name;
    private final CountDownLatch heardBye;

    Receiver(String name, CountDownLatch heardBye) {
      this.name = name;
      this.heardBye = heardBye;
    }

    @Override
    public void text(String text) {
      if (name.equals(SENDER)) {
        return;
      }
      show("> %s got message: %s".formatted(name, PrintableText.lines(text.stripTrailing())));
      if (text.contains("Bye!")) {
        heardBye.countDown();
      }
    }

    @Override
    public void pong(byte[] payload) {
      // nobody pings here
    }
  }
}
