package dev.chatctl.loadtest.lies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How a lying server and its clients speak. */
enum Tongue {
  /** As our own backend does. */
  ENVELOPE {
    @Override
    Optional<String> description() {
      return Optional.empty();
    }

    @Override
    Request request(Frame frame) throws JsonProcessingException {
      JsonNode json = JSON.readTree(frame.text());
      return new Request(json.path("action").asText(), json.path("message").asText());
    }

    @Override
    Frame messages(List<String> texts, UnaryOperator<String> envelope) {
      String json = texts.stream().map(Tongue::message).collect(Collectors.joining(","));
      return Frame.text(envelope.apply(texts.size() == 1 ? json : "[" + json + "]"));
    }

    // The chat's own error for a code, and the gateway's for a sentence.
    @Override
    Frame error(String code) {
      ObjectNode error = JSON.createObjectNode();
      return Frame.text(
          code.contains(" ")
              ? error.put("message", code).put("connectionId", "p=").put("requestId", "r=") + ""
              : error.put("v", 1).put("type", "error").put("code", code).put("message", "no") + "");
    }

    @Override
    Frame pong() {
      return Frame.text("{\"v\":1,\"type\":\"pong\"}");
    }
  },

  /** JSON within JSON, several messages a frame. */
  NESTED {
    @Override
    Optional<String> description() {
      return Optional.of(
          """
          {"connect": {"query": {"dialect": "${client.dialect}"}},
           "open": [
             {"send": {"op": "hello"}}, {"await": {"jmespath": "hello"}, "as": "greeting"}],
           "say": {"op": "say", "greeting": "${got.greeting}", "body": {"$json": {"text": "${text}"}}},
           "messages": [{"jmespath": "events[].body"}, {"jmespath": "text"}],
           "errors": {"jmespath": "code"},
           "keep_alive": {"send": {"op": "ping"}, "answer": {"jmespath": "pong"}}}
          """);
    }

    @Override
    Request request(Frame frame) throws JsonProcessingException {
      JsonNode json = JSON.readTree(frame.text());
      boolean says = json.path("op").asText().equals("say");
      if (says && !json.path("greeting").asText().equals("good \"day\"")) {
        throw new IllegalStateException("greeting: " + json.path("greeting"));
      }
      return says
          ? new Request(
              "sendmessage", JSON.readTree(json.path("body").asText()).path("text").asText())
          : new Request(json.path("op").asText(), "");
    }

    @Override
    Frame messages(List<String> texts, UnaryOperator<String> envelope) {
      ObjectNode frame = JSON.createObjectNode();
      ArrayNode events = frame.putArray("events");
      texts.forEach(
          text ->
              events
                  .addObject()
                  .put("quoted", text)
                  .put("body", JSON.createObjectNode().put("text", text).toString()));
      return Frame.text(envelope.apply(frame.toString()));
    }

    @Override
    Frame error(String code) {
      return Frame.text(JSON.createObjectNode().put("code", code).toString());
    }

    @Override
    Frame pong() {
      return Frame.text("{\"pong\":true}");
    }

    @Override
    Frame hello() {
      return Frame.text("{\"hello\":\"good \\\"day\\\"\"}");
    }
  },

  /** Bytes with lengths, and whatever there is to tell within a moment in one frame. */
  BINARY {
    @Override
    Optional<String> description() {
      return Optional.of(
          """
          {"connect": {"query": {"dialect": "${client.dialect}"}},
           "say": {"$binary": "\\u0001${text|length16}${text}"},
           "messages": [{"pattern": "\\\\A\\\\u0003((?s:.*))"}, {"pattern": "~ct:[^\\\\u0000]*"}],
           "errors": {"pattern": "\\\\A\\\\u0004(.*)"},
           "keep_alive": {"send": {"$binary": "\\u0002"}, "answer": {"pattern": "\\\\A\\\\u0005"}}}
          """);
    }

    @Override
    Request request(Frame frame) {
      String bytes = frame.bytesAsText();
      if (bytes.charAt(0) == 2) {
        return new Request("ping", "");
      }
      int length = bytes.charAt(1) << 8 | bytes.charAt(2);
      if (bytes.charAt(0) != 1 || bytes.length() != 3 + length) {
        throw new IllegalStateException("request: " + bytes);
      }
      return new Request("sendmessage", bytes.substring(3));
    }

    @Override
    Frame messages(List<String> texts, UnaryOperator<String> envelope) {
      return frame(
          3,
          texts.stream()
              .map(text -> "" + (char) (text.length() >> 8) + (char) (text.length() & 0xff) + text)
              .collect(Collectors.joining()));
    }

    @Override
    Frame error(String code) {
      return frame(4, code);
    }

    @Override
    Frame pong() {
      return frame(5, "");
    }

    @Override
    Duration batch() {
      return Duration.ofMillis(50);
    }

    private Frame frame(int kind, String rest) {
      return Frame.binary(((char) kind + rest).getBytes(StandardCharsets.ISO_8859_1));
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What a client asks for: {@code sendmessage}, {@code ping}, {@code history} or {@code hello}.
   */
  record Request(String action, String text) {}

  /** What the load test is told of it; nothing where it knows by itself. */
  abstract Optional<String> description();

  abstract Request request(Frame frame) throws JsonProcessingException;

  /**
   * What tells that.
   *
   * @param envelope what a lie puts around JSON
   */
  abstract Frame messages(List<String> texts, UnaryOperator<String> envelope);

  abstract Frame error(String code);

  abstract Frame pong();

  Frame hello() {
    throw new IllegalStateException("nobody says hello here");
  }

  /** How long what is to be told waits for more. */
  Duration batch() {
    return Duration.ZERO;
  }

  private static String message(String text) {
    ObjectNode message = JSON.createObjectNode();
    message.put("v", 1).put("type", "message").put("room", "lobby");
    message.putObject("sender").put("connection_id", "p=").put("name", "guest");
    message.put("text", text).put("sent_at", Instant.now().toString());
    return message.toString();
  }
}
