package dev.chatctl.local.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.chatctl.cli.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of {@code web/page} and the operator's view, out of this jar. */
final class StaticFiles implements HttpHandler {
  /** What the page's own policy cannot say in a meta element is said here. */
  private static final String POLICY = "frame-ancestors 'none'";

  // Nothing that could leave the folder.
  private static final Pattern FILE = Pattern.compile("/((?:[a-z0-9-]+/)*[a-z0-9-]+\\.([a-z]+))");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", Answer.JSON,
          "svg", "image/svg+xml");

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answer(exchange).send(exchange);
  }

  private static Answer answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.text(405, method + " (expected: GET or HEAD)");
    }
    String path = exchange.getRequestURI().getPath();
    Matcher file = FILE.matcher(path.equals("/") ? "/index.html" : path);
    if (!file.matches() || !TYPES.containsKey(file.group(2))) {
      return Answer.text(404, "not found");
    }
    try (InputStream in = StaticFiles.class.getResourceAsStream("files/" + file.group(1))) {
      if (in == null) {
        return Answer.text(404, "not found");
      }
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      return new Answer(
          200, TYPES.getOrDefault(file.group(2), ""), new String(in.readAllBytes(), UTF_8));
    }
  }
}
