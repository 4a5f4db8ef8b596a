package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.local.fault.Chances;
import dev.chatctl.local.fault.StackFaults;
import java.io.IOException;

/**
 * Tells and changes what goes wrong while the stack runs: {@code GET} answers the faults in their
 * text form, {@code PUT} takes new ones and answers them, or 400 and what is wrong with them.
 */
record FaultsHandler(Gateway gateway, Chances chances) implements HttpHandler {
  private static final int LONGEST = 4096;

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answer(exchange).send(exchange);
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> Answer.text(200, chances.faults().toText());
      case "PUT" -> put(new String(LoopbackServer.body(exchange, LONGEST), UTF_8).strip());
      default -> Answer.text(405, exchange.getRequestMethod() + " (expected: GET or PUT)");
    };
  }

  private Answer put(String faults) {
    try {
      StackFaults read = StackFaults.parse(faults);
      gateway.faults(read.gateway());
      chances.faults(read);
      return Answer.text(200, read.toText());
    } catch (IllegalArgumentException invalid) {
      return Answer.text(400, String.valueOf(invalid.getMessage()));
    }
  }
}
