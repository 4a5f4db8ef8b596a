package dev.chatctl.cli.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server on 127.0.0.1 for this machine's programs, a virtual thread for every request. */
public final class LoopbackServer implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private boolean isWhole;

  private LoopbackServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  /**
   * Takes a port; nothing is served yet.
   *
   * @param port 0 for a free one
   * @throws java.net.BindException if the port cannot be had
   */
  public static LoopbackServer bind(int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    return new LoopbackServer(HttpServer.create(address, 0));
  }

  /** Answers what is asked below a path, unless another site asks. */
  public void add(String path, HttpHandler handler) {
    isWhole |= path.equals("/");
    server.createContext(path, exchange -> answer(exchange, handler));
  }

  /** Begins to serve. */
  public void start() {
    if (!isWhole) {
      add("/", exchange -> Answer.text(404, "not found").send(exchange));
    }
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Where a path of it is.
   *
   * @param path empty for the server itself
   */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** Ends what is under way, too. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /**
   * A request's body, whole or not at all.
   *
   * @param most in bytes
   * @throws IOException if it is longer, which is answered with 413
   */
  public static byte[] body(HttpExchange exchange, int most) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      // Whoever still sends does not read the answer.
      in.transferTo(OutputStream.nullOutputStream());
      throw new TooLongException(most);
    }
    return bytes;
  }

  private static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(int most) {
      super("body: too long (expected: at most " + most + " bytes)");
    }
  }

  private record Asked(HttpExchange exchange) implements LocalOnly.Request {
    @Override
    public String method() {
      return exchange.getRequestMethod();
    }

    @Override
    public String path() {
      return exchange.getRequestURI().getPath();
    }

    @Override
    public @Nullable String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }
  }

  private static void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
    try (exchange) {
      String problem = LocalOnly.NO_PAGES.problem(new Asked(exchange));
      if (problem != null) {
        Answer.text(403, problem).send(exchange);
        return;
      }
      try {
        handler.handle(exchange);
      } catch (TooLongException e) {
        Answer.text(413, String.valueOf(e.getMessage())).send(exchange);
      }
    }
  }
}
