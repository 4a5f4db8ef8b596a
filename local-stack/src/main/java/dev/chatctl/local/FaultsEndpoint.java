package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.local.http.Answer;
import dev.chatctl.local.http.Body;
import dev.chatctl.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;

/**
 * Tells and changes what goes wrong at the gateway while it runs, on loopback: {@code GET /faults}
 * answers the faults in their text form, {@code PUT /faults} takes new ones and answers them, or
 * 400 and what is wrong with them.
 */
final class FaultsEndpoint implements AutoCloseable {
  private static final int LONGEST = 4096;
  private static final String PATH = "/faults";

  private final LoopbackServer server;

  private FaultsEndpoint(LoopbackServer server) {
    this.server = server;
  }

  /** Takes a free port without serving yet. */
  static FaultsEndpoint bind() throws IOException {
    return new FaultsEndpoint(LoopbackServer.bind());
  }

  URI url() {
    return server.uri(PATH);
  }

  /** Begins to serve the faults of a gateway. */
  void serve(Gateway gateway) {
    server.add(PATH, exchange -> answer(exchange, gateway).send(exchange));
    server.start();
  }

  @Override
  public void close() {
    server.close();
  }

  private static Answer answer(HttpExchange exchange, Gateway gateway) throws IOException {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> Answer.text(200, gateway.faults().toText());
      case "PUT" -> put(exchange, gateway);
      default -> Answer.text(405, exchange.getRequestMethod() + " (expected: GET or PUT)");
    };
  }

  private static Answer put(HttpExchange exchange, Gateway gateway) throws IOException {
    String text = new String(Body.read(exchange, LONGEST), UTF_8).strip();
    try {
      gateway.faults(Faults.parse(text));
      return Answer.text(200, gateway.faults().toText());
    } catch (IllegalArgumentException invalid) {
      return Answer.text(400, String.valueOf(invalid.getMessage()));
    }
  }
}
