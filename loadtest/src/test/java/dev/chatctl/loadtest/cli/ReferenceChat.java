package dev.chatctl.loadtest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.gateway.BoundGateway;
import dev.chatctl.gateway.authorizer.Authorizer;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The backend of a published chat as its documentation has it: its routes, its requests and its
 * frames, by handlers of our own without its defects.
 */
public abstract class ReferenceChat {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Names by connection. */
  final Map<String, String> connected = new ConcurrentHashMap<>();

  private final BoundGateway bound;

  ReferenceChat(BoundGateway bound) {
    this.bound = bound;
  }

  /** Its routes. */
  public abstract WebSocketApi api();

  /** The one of that description. */
  public static ReferenceChat of(String name, BoundGateway bound) {
    return switch (name) {
      case "aws-doc-sdk" -> new Telling(bound, "sendmessage", "msg", true);
      case "julien-muke" -> new Telling(bound, "sendMessage", "message", false);
      case "simple-websockets" -> new Telling(bound, "sendmessage", "data", false);
      case "serverless-patterns" -> new Telling(bound, "post", "data", false);
      case "biagolini" -> new Noticing(bound);
      case "websocket-chat-application" -> new Channels(bound);
      default -> throw new IllegalArgumentException(name);
    };
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a function does with an event; the body that it returns. */
  interface Handler {
    String handle(JsonNode event) throws InterruptedException;
  }

  static LambdaFunction function(Handler handler) {
    return bytes ->
        InvocationResult.returned(
            JSON.createObjectNode()
                .put("statusCode", 200)
                .put("body", handler.handle(json(new String(bytes, StandardCharsets.UTF_8))))
                .toString());
  }

  static String id(JsonNode event) {
    return event.at("/requestContext/connectionId").asText();
  }

  final void post(String id, String frame) throws InterruptedException {
    String path = "/@connections/" + id.replace("=", "%3D");
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(bound.managementEndpoint("local") + path))
            .POST(HttpRequest.BodyPublishers.ofString(frame))
            .build();
    try {
      HTTP.send(post, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final void postAll(String frame, String except) throws InterruptedException {
    for (String id : connected.keySet()) {
      if (!id.equals(except)) {
        post(id, frame);
      }
    }
  }

  final LambdaFunction leaving() {
    return function(
        event -> {
          connected.remove(id(event));
          return "Disconnected.";
        });
  }

  /** A to D: the text alone, or with a name before it and not to who said it. */
  private static final class Telling extends ReferenceChat {
    private final String route;
    private final String key;
    private final boolean named;

    Telling(BoundGateway bound, String route, String key, boolean named) {
      super(bound);
      this.route = route;
      this.key = key;
      this.named = named;
    }

    @Override
    public WebSocketApi api() {
      return WebSocketApi.builder()
          .route(
              "$connect",
              function(
                  event -> {
                    connected.put(
                        id(event), event.at("/queryStringParameters/name").asText("guest"));
                    return "Connected.";
                  }))
          .route("$disconnect", leaving())
          .route(
              route,
              function(
                  event -> {
                    String id = id(event);
                    String text = json(event.path("body").asText()).path(key).asText();
                    postAll(named ? connected.get(id) + ": " + text : text, named ? id : "");
                    return "Data sent.";
                  }))
          .build();
    }
  }

  /** E: JSON of one key as Python spells it, notices, a heartbeat in the way of a message. */
  private static final class Noticing extends ReferenceChat {
    Noticing(BoundGateway bound) {
      super(bound);
    }

    private static String frame(String message) {
      return "{\"message\": " + JSON.valueToTree(message) + "}";
    }

    @Override
    public WebSocketApi api() {
      return WebSocketApi.builder()
          .route(
              "$connect",
              function(
                  event -> {
                    postAll(frame("A new user has joined the chat - " + id(event)), id(event));
                    connected.put(id(event), "");
                    return "Connected successfully";
                  }))
          .route("$disconnect", leaving())
          .route(
              "$default",
              function(
                  event -> {
                    post(
                        id(event),
                        "{\"error\": \"Invalid request\", \"message\": \"The requested action is"
                            + " not recognized. Please check your WebSocket commands.\"}");
                    return "";
                  }))
          .route("sendmessage", function(this::said), RouteResponse.ENABLED)
          .build();
    }

    private String said(JsonNode event) throws InterruptedException {
      String text = json(event.path("body").asText()).path("message").asText();
      if (text.equals("ping")) {
        return "{\"message\":\"pong\"}";
      }
      Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      postAll(frame("[%s - UTC]\n %s  %s\n".formatted(second, id(event), text)), "");
      return "{\"status\":\"Message broadcast completed\"}";
    }
  }

  /**
   * F: a token in a cookie, what was sent goes to everybody as it is, and so do changes of status.
   */
  private static final class Channels extends ReferenceChat {
    Channels(BoundGateway bound) {
      super(bound);
    }

    @Override
    public WebSocketApi api() {
      return WebSocketApi.builder()
          .authorizer(new Authorizer(Channels::authorize))
          .route(
              "$connect",
              function(
                  event -> {
                    connected.put(id(event), "");
                    postAll(
                        "{\"type\":\"StatusChangeEvent\",\"userId\":\"u\",\"currentStatus\":\"ONLINE\"}",
                        id(event));
                    return "OK";
                  }))
          .route("$disconnect", leaving())
          .route(
              "$default",
              function(
                  event -> {
                    postAll(event.path("body").asText(), "");
                    return "OK";
                  }))
          .build();
    }

    private static InvocationResult authorize(byte[] event) {
      String cookie =
          json(new String(event, StandardCharsets.UTF_8)).at("/headers/Cookie").asText("=");
      boolean known = cookie.split("=", -1)[1].equals("token-of-f");
      return InvocationResult.returned(
          """
          {"principalId": "u", "policyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "%s", "Action": "execute-api:Invoke", "Resource": "*"}]}}
          """
              .formatted(known ? "Allow" : "Deny"));
    }
  }
}
