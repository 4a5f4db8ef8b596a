package dev.chatctl.admin.chat;

import dev.chatctl.cli.output.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a typed line asks for: a slash and a word is a command, the rest is said. */
final class Commands {
  static final String HELP =
      """
      /users        who is here          /ping         time a round trip
      /history      the last messages    /close        leave (as Ctrl-D)
      /raw TEXT     send TEXT as it is   //TEXT        say a text that begins with /
      """;

  private Commands() {}

  /** What to do. */
  sealed interface Request {
    /** Send this frame. */
    record Send(String frame) implements Request {}

    record Ping() implements Request {}

    record Close() implements Request {}

    record Help() implements Request {}

    /** No such command. */
    record Unknown(String name) implements Request {}
  }

  static Request parse(String line) {
    if (!line.startsWith("/") || line.startsWith("//")) {
      return new Request.Send(say(line.startsWith("//") ? line.substring(1) : line));
    }
    String name = line.split("\\s", 2)[0];
    return switch (name) {
      case "/users", "/who" -> new Request.Send(json(Map.of("action", "who")));
      case "/history" -> new Request.Send(json(Map.of("action", "history")));
      case "/raw" -> new Request.Send(line.substring(name.length()).strip());
      case "/ping" -> new Request.Ping();
      case "/close", "/quit", "/exit" -> new Request.Close();
      case "/help", "/?" -> new Request.Help();
      default -> new Request.Unknown(name);
    };
  }

  /** The frame that says something, in the envelope dialect. */
  static String say(String text) {
    var members = new LinkedHashMap<String, String>();
    members.put("action", "sendmessage");
    members.put("message", text);
    return json(members);
  }

  static String json(Map<String, String> members) {
    return JsonText.compact(members);
  }
}
