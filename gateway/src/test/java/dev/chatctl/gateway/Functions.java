package dev.chatctl.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Functions for tests. */
public final class Functions {
  private static final JsonMapper JSON = new JsonMapper();

  private Functions() {}

  /** Always the same result. */
  public static LambdaFunction returning(String json) {
    return event -> InvocationResult.returned(json);
  }

  public static LambdaFunction ok() {
    return returning("{\"statusCode\":200}");
  }

  /** Answers a message with its own body. */
  public static LambdaFunction echo() {
    return event ->
        InvocationResult.returned(
            write(Map.of("statusCode", 200, "body", json(event).get("body").asText())));
  }

  public static LambdaFunction throwing(String message) {
    return event -> InvocationResult.functionError(message);
  }

  public static JsonNode json(byte[] event) {
    return json(new String(event, StandardCharsets.UTF_8));
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Keeps every event it is given, in order, and answers with {@code then}. */
  public static final class Recorder implements LambdaFunction {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final LambdaFunction then;

    public Recorder() {
      this(ok());
    }

    public Recorder(LambdaFunction then) {
      this.then = then;
    }

    @Override
    public InvocationResult invoke(byte[] event) throws InterruptedException {
      events.add(new String(event, StandardCharsets.UTF_8));
      return then.invoke(event);
    }

    /** The next event; fails after five seconds. */
    public String next() throws InterruptedException {
      String event = events.poll(5, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event within 5 s");
      }
      return event;
    }

    public boolean isEmpty() {
      return events.isEmpty();
    }
  }
}
