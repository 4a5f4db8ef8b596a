package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.output.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.asynchttpclient.AsyncHttpClient;

/**
 * Finds out how a chat of JSON is spoken: one client says the same in many ways, another listens
 * for which of them arrives. Everybody in the chat hears what works.
 */
public final class Exploration {
  /** What routes and keys are called, the most usual first. */
  private static final List<String> ACTIONS =
      List.of("sendmessage", "sendMessage", "message", "post", "send", "chat", "broadcast");

  private static final List<String> KEYS = List.of("message", "data", "msg", "text", "body");

  /** Of what selects a route: of API Gateway {@code $request.body.action}, or another key. */
  private static final List<String> SELECTORS = List.of("action", "type");

  private static final long PATIENCE_MILLIS = 5000;

  /** So that a limit of five messages a second, which is low, is no hindrance. */
  private static final long BETWEEN_MILLIS = 250;

  private static final long LONGEST_BETWEEN_MILLIS = 4000;

  /** What a chat says that wants less a second. */
  private static final Pattern TOO_FAST =
      Pattern.compile("(?i)rate.?(limit|exceed)|throttl|too.?many|too.?fast|slow.?down|\\b429\\b");

  private static final int SHOWN = 5;

  private final Invocation invocation;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private Exploration(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * A description of the chat at a URL, to be edited.
   *
   * @throws CliException if nothing that was said was heard
   */
  public static String propose(Invocation invocation, String url) {
    try (AsyncHttpClient client = Socket.client()) {
      return new Exploration(invocation).propose(client, Address.of(url, Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.INTERRUPTED, "interrupted while listening");
    }
  }

  private String propose(AsyncHttpClient client, String url) throws InterruptedException {
    Socket listener = Socket.open(client, url, new Ear());
    Optional<Socket> speaker = Optional.empty();
    String probe = "probe-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    List<Map<String, String>> requests = requests();
    List<String> others = new ArrayList<>();
    Optional<String> answer = Optional.empty();
    long between = BETWEEN_MILLIS;
    for (int i = 0; i < requests.size() && answer.isEmpty(); i++) {
      // Some hang up on whoever says what they do not know.
      if (speaker.filter(socket -> !socket.closed().isDone()).isEmpty()) {
        speaker = Optional.of(Socket.open(client, url, new Ear()));
      }
      int before = others.size();
      speaker.get().send(JsonText.compact(with(requests.get(i), probe + "-" + i + ".")));
      answer = await(probe, others, between);
      boolean tooFast =
          others.subList(before, others.size()).stream()
              .anyMatch(frame -> TOO_FAST.matcher(frame).find());
      if (answer.isEmpty() && tooFast && between < LONGEST_BETWEEN_MILLIS) {
        between *= 2;
        i = Math.max(-1, i - 2); // what was refused may have been it
      }
    }
    if (answer.isEmpty()) {
      answer = await(probe, others, PATIENCE_MILLIS);
    }
    listener.close();
    speaker.ifPresent(Socket::close);
    others.stream()
        .distinct()
        .limit(SHOWN)
        .forEach(frame -> invocation.say("heard: " + PrintableText.oneLine(frame)));
    String frame =
        answer.orElseThrow(
            () ->
                new CliException(
                    ExitCode.UNAVAILABLE,
                    "nothing that was said was heard within " + PATIENCE_MILLIS / 1000 + " s",
                    "chatctl describe NAME prints a description to begin with; docs/chats.md"));
    invocation.say("heard: " + PrintableText.oneLine(frame));
    int at = frame.indexOf(probe) + probe.length() + 1;
    int request = Integer.parseInt(frame.substring(at, frame.indexOf('.', at)));
    return JsonText.pretty(
        description(requests.get(request), Trail.to(probe + "-" + request + ".", frame)));
  }

  /** The first frame with what was said in it; those without are kept. */
  private Optional<String> await(String probe, List<String> others, long millis)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() - end < 0 && !invocation.interrupt().requested()) {
      String frame = heard.poll(20, TimeUnit.MILLISECONDS);
      // An error may quote what was wrong with it.
      boolean error = frame != null && (frame.contains("rror") || frame.contains("Forbidden"));
      if (frame != null && frame.contains(probe) && !error) {
        return Optional.of(frame);
      }
      if (frame != null) {
        others.add(frame);
      }
    }
    return Optional.empty();
  }

  /** Every way to ask, with the text's key last: of each way the most usual names first. */
  private static List<Map<String, String>> requests() {
    List<Map<String, String>> requests = new ArrayList<>();
    for (String selector : SELECTORS) {
      for (int far = 0; far < ACTIONS.size() + KEYS.size() - 1; far++) {
        for (int action = 0; action <= far; action++) {
          if (action < ACTIONS.size() && far - action < KEYS.size()) {
            Map<String, String> request = new LinkedHashMap<>();
            request.put(selector, ACTIONS.get(action));
            request.put(KEYS.get(far - action), "");
            requests.add(request);
          }
        }
      }
    }
    return requests;
  }

  private static Map<String, Object> with(Map<String, String> request, String text) {
    Map<String, Object> filled = new LinkedHashMap<>();
    request.forEach((name, value) -> filled.put(name, value.isEmpty() ? text : value));
    return filled;
  }

  private static Map<String, Object> description(
      Map<String, String> request, List<Map<String, String>> messages) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("about", "Proposed by chatctl describe: put in who signs in, and how.");
    description.put("say", with(request, "${text}"));
    description.put("messages", messages.isEmpty() ? "anywhere" : messages);
    Map<String, Object> connections = new LinkedHashMap<>();
    connections.put("table", "TABLE");
    connections.put("id", "connectionId");
    description.put("tables", Map.of("connections", connections));
    return description;
  }

  /** Keeps what one of the two hears. */
  private final class Ear implements Socket.Receiver {
    @Override
    public void text(String text) {
      heard.add(text);
    }

    @Override
    public void pong(byte[] payload) {
      // Nobody pinged.
    }
  }
}
