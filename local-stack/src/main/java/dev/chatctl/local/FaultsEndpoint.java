package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/**
 * Tells and changes what goes wrong at the gateway while it runs, on loopback: {@code GET /faults}
 * answers the faults in their text form, {@code PUT /faults} takes new ones and answers them, or
 * 400 and what is wrong with them. No page of another site gets here: it may not send a PUT, and a
 * foreign name for this address shows in {@code Host}.
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
    server.add(PATH, exchange -> answer(exchange, gateway));
    server.start();
  }

  @Override
  public void close() {
    server.close();
  }

  private void answer(HttpExchange exchange, Gateway gateway) throws IOException {
    try (exchange) {
      int port = server.port();
      String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
      if (!Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
        respond(exchange, 403, "Host: not this server (expected: 127.0.0.1:" + port + ")");
        return;
      }
      switch (exchange.getRequestMethod()) {
        case "GET" -> respond(exchange, 200, gateway.faults().toText());
        case "PUT" -> put(exchange, gateway);
        default -> respond(exchange, 405, exchange.getRequestMethod() + " (expected: GET or PUT)");
      }
    }
  }

  private static void put(HttpExchange exchange, Gateway gateway) throws IOException {
    String text = new String(exchange.getRequestBody().readNBytes(LONGEST), UTF_8).strip();
    try {
      gateway.faults(Faults.parse(text));
      respond(exchange, 200, gateway.faults().toText());
    } catch (IllegalArgumentException invalid) {
      respond(exchange, 400, String.valueOf(invalid.getMessage()));
    }
  }

  private static void respond(HttpExchange exchange, int status, String line) throws IOException {
    byte[] body = (line + "\n").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
