package dev.chatctl.local.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** One method on one path, answered whole. */
record Endpoint(String method, String path, Operation operation) implements HttpHandler {
  private static final int MOST_BYTES = 16 * 1024;

  /** What it does. */
  @FunctionalInterface
  interface Operation {
    /**
     * Answers a request.
     *
     * @param body the request's JSON object; an empty one for GET
     */
    Answer answer(JsonObject body) throws JsonFormatException;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answer(exchange).send(exchange);
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return Answer.text(404, "not found");
    }
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      return Answer.text(405, exchange.getRequestMethod() + " (expected: " + method + ")");
    }
    try {
      return operation.answer(method.equals("GET") ? JsonObject.EMPTY : body(exchange));
    } catch (JsonFormatException e) {
      return Answer.text(400, e.problem());
    } catch (RuntimeException e) {
      // The server would close the connection without a word.
      return Answer.text(500, "unexpected: " + e);
    }
  }

  private static JsonObject body(HttpExchange exchange) throws IOException, JsonFormatException {
    return Json.parseObject(new ByteArrayInputStream(LoopbackServer.body(exchange, MOST_BYTES)));
  }
}
