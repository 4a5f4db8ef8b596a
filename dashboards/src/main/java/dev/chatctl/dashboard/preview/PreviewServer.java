package dev.chatctl.dashboard.preview;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the page, and passes the metrics on, on the loopback interface. */
public final class PreviewServer implements AutoCloseable {
  private static final Pattern SINCE = Pattern.compile("since=(\\d{1,12})");

  private final Source source;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private PreviewServer(Source source, HttpServer server) {
    this.source = source;
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param port 0 for a free one
   * @throws java.net.BindException if the port cannot be had
   */
  public static PreviewServer start(Source source, int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var preview = new PreviewServer(source, HttpServer.create(address, 0));
    preview.server.createContext("/", preview::answer);
    preview.server.setExecutor(preview.threads);
    preview.server.start();
    return preview;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> respond(exchange, 200, "text/html; charset=utf-8", Page.live());
        case "/bodies" -> respond(exchange, 200, "application/json", Page.bodies().toString());
        case "/metrics" -> answer(exchange, () -> source.metrics(since(exchange)));
        case "/logs" -> answer(exchange, () -> source.logs().toString());
        default -> respond(exchange, 404, "text/plain", "not here");
      }
    }
  }

  private interface Answer {
    String json() throws IOException, InterruptedException;
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    try {
      respond(exchange, 200, "application/json", answer.json());
    } catch (IOException e) {
      respond(exchange, 502, "text/plain", source.place() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      respond(exchange, 503, "text/plain", "stopping");
    }
  }

  private static long since(HttpExchange exchange) {
    Matcher since = SINCE.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
    return since.find() ? Long.parseLong(since.group(1)) : 0;
  }

  private static void respond(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
