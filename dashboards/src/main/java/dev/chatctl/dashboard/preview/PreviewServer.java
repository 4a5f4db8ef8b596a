package dev.chatctl.dashboard.preview;

import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the page, and passes the metrics on, on the loopback interface. */
public final class PreviewServer implements AutoCloseable {
  private static final Pattern SINCE = Pattern.compile("since=(\\d{1,12})");

  private final Source source;
  private final LoopbackServer server;

  private PreviewServer(Source source, LoopbackServer server) {
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
    var preview = new PreviewServer(source, LoopbackServer.bind(port));
    preview.server.add("/", preview::handle);
    preview.server.start();
    return preview;
  }

  public URI url() {
    return server.uri("/");
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    answer(exchange.getRequestURI()).send(exchange);
  }

  private Answer answer(URI request) {
    try {
      return switch (request.getPath()) {
        case "/" -> new Answer(200, "text/html; charset=utf-8", Page.live());
        case "/bodies" -> json(Page.bodies().toString());
        case "/metrics" -> json(source.metrics(since(request)));
        case "/logs" -> json(source.logs().toString());
        default -> Answer.text(404, "not here");
      };
    } catch (IOException e) {
      return Answer.text(502, source.place() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.text(503, "stopping");
    }
  }

  private static Answer json(String document) {
    return new Answer(200, Answer.JSON, document);
  }

  private static long since(URI request) {
    Matcher since = SINCE.matcher(String.valueOf(request.getQuery()));
    return since.find() ? Long.parseLong(since.group(1)) : 0;
  }
}
