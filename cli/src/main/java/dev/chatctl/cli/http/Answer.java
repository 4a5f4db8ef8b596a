package dev.chatctl.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.cli.output.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** An HTTP response; all that our servers have to say is text. */
public record Answer(int status, String contentType, String body) {
  public static final String JSON = "application/json; charset=utf-8";
  private static final int WORTH_COMPRESSING = 1024;
  private static final String TEXT = "text/plain; charset=utf-8";

  /** A document of plain values, see {@link JsonText}. */
  public static Answer json(int status, Object document) {
    return new Answer(status, JSON, JsonText.compact(document));
  }

  /** One line for a person. */
  public static Answer text(int status, String line) {
    return new Answer(status, TEXT, line + "\n");
  }

  /** Sends it, compressed if that is worth it, and ends the exchange. */
  public void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    byte[] bytes = body.getBytes(UTF_8);
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip") && bytes.length > WORTH_COMPRESSING) {
      bytes = compressed(bytes);
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isHead || bytes.length == 0 ? -1 : bytes.length);
    if (!isHead) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream(bytes.length / 2);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
