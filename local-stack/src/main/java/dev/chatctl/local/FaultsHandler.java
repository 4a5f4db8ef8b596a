package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.fault.Faults;
import java.io.IOException;

/**
 * Tells and changes what goes wrong at the gateway while it runs: {@code GET} answers the faults in
 * their text form, {@code PUT} takes new ones and answers them, or 400 and what is wrong with them.
 */
record FaultsHandler(Gateway gateway) implements HttpHandler {
  private static final int LONGEST = 4096;

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answer(exchange).send(exchange);
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> Answer.text(200, gateway.faults().toText());
      case "PUT" -> put(new String(LoopbackServer.body(exchange, LONGEST), UTF_8).strip());
      default -> Answer.text(405, exchange.getRequestMethod() + " (expected: GET or PUT)");
    };
  }

  private Answer put(String faults) {
    try {
      gateway.faults(Faults.parse(faults));
      return Answer.text(200, gateway.faults().toText());
    } catch (IllegalArgumentException invalid) {
      return Answer.text(400, String.valueOf(invalid.getMessage()));
    }
  }
}
