package dev.chatctl.core.wire;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.wire.Problem.Code;
import java.util.ArrayList;
import java.util.Optional;

/** Reads what envelope clients send. */
final class EnvelopeRequests {
  private static final String CLIENT_MESSAGE_ID = "client_message_id";
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 100;

  private EnvelopeRequests() {}

  static Request read(String body) {
    JsonObject json;
    try {
      json = Json.parseObject(body);
    } catch (JsonFormatException e) {
      return invalid(Code.NOT_JSON, e.problem());
    }
    try {
      return request(json);
    } catch (JsonFormatException e) {
      return new Request.Invalid(
          Problem.of(Code.WRONG_TYPE, e.problem())
              .about(
                  json.string(CLIENT_MESSAGE_ID)
                      .filter(id -> InputRules.id(CLIENT_MESSAGE_ID, id).isEmpty())));
    }
  }

  private static Request request(JsonObject json) throws JsonFormatException {
    String action = json.require("action");
    if (TextBody.SEND_ACTIONS.contains(action)) {
      return say(json);
    }
    return switch (action) {
      case "direct" -> direct(json);
      case "history" -> history(json);
      case "who" -> new Request.Who(optional(json, "after"));
      case "rename" -> rename(json.require("name").strip());
      case "token" -> new Request.Token(json.require("token"));
      case "delete" -> new Request.Delete(json.require("id"));
      case "ping" -> new Request.Ping();
      default -> new Request.Unknown();
    };
  }

  private static Request say(JsonObject json) throws JsonFormatException {
    Optional<String> id = optional(json, CLIENT_MESSAGE_ID);
    Optional<Problem> badId = id.flatMap(given -> InputRules.id(CLIENT_MESSAGE_ID, given));
    if (badId.isPresent()) {
      return new Request.Invalid(badId.get());
    }
    Request request = TextBody.read(json, "message", id);
    return request instanceof Request.Say say && say.text().isEmpty()
        ? new Request.Invalid(Problem.of(Code.EMPTY, "message: empty (expected: a text)").about(id))
        : request;
  }

  private static Request direct(JsonObject json) throws JsonFormatException {
    String to = json.require("to");
    return switch (say(json)) {
      case Request.Say say ->
          InputRules.id("to", to)
              .<Request>map(problem -> new Request.Invalid(problem.about(say.clientMessageId())))
              .orElseGet(() -> new Request.Direct(to, say.text(), say.clientMessageId()));
      case Request refused -> refused;
    };
  }

  private static Request history(JsonObject json) throws JsonFormatException {
    var from = new ArrayList<Request.History.From>();
    optional(json, "before").map(Request.History.Before::new).ifPresent(from::add);
    optional(json, "after").map(Request.History.After::new).ifPresent(from::add);
    optional(json, "after_position").map(Request.History.Resume::new).ifPresent(from::add);
    if (from.size() > 1) {
      return invalid(
          Code.AMBIGUOUS,
          "before, after, after_position: %d present (expected: one at most)"
              .formatted(from.size()));
    }
    Request.History.From start = from.isEmpty() ? new Request.History.Newest() : from.getFirst();
    if (!json.has("limit")) {
      return new Request.History(start, DEFAULT_LIMIT);
    }
    long limit = json.integer("limit").orElse(0);
    return limit < 1 || limit > MAX_LIMIT
        ? invalid(Code.OUT_OF_RANGE, "limit: (expected: an integer from 1 to " + MAX_LIMIT + ")")
        : new Request.History(start, (int) limit);
  }

  private static Request rename(String given) {
    String name = InputRules.normalised(given);
    return InputRules.name(name)
        .<Request>map(Request.Invalid::new)
        .orElseGet(() -> new Request.Rename(name));
  }

  private static Optional<String> optional(JsonObject json, String name)
      throws JsonFormatException {
    return json.has(name) ? Optional.of(json.require(name)) : Optional.empty();
  }

  private static Request invalid(Code code, String detail) {
    return new Request.Invalid(Problem.of(code, detail));
  }
}
