package dev.chatctl.local.page;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.core.aws.AwsClients;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.settings.ChatSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves the chat page and its local endpoints on loopback until it is closed. */
public final class PageServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable AwsClients clients;

  private PageServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes a port; nothing is served yet.
   *
   * @param port 0 for a free one
   * @throws BindException if the port cannot be had
   */
  public static PageServer bind(int port) throws IOException {
    try {
      return new PageServer(
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0));
    } catch (BindException e) {
      var failure = new BindException("page port: " + port + " (expected: a free port)");
      failure.initCause(e);
      throw failure;
    }
  }

  /**
   * Starts serving.
   *
   * @param webSocketUrl what the page connects to
   * @param settings where the tables and {@code @connections} are
   * @param tokenSecret what the stack's authorizer verifies tokens with
   */
  public void serve(URI webSocketUrl, ChatSettings settings, String tokenSecret) {
    var aws = new AwsClients(settings.aws());
    clients = aws;
    var operator = new OperatorView(new Census(aws.dynamoDb(), settings.tables()), aws.callback());
    add("/", new StaticFiles());
    add(new Endpoint("GET", "/config.json", nothing -> config(webSocketUrl)));
    add(new Endpoint("GET", "/operator/state", operator::state));
    add(new Endpoint("POST", "/operator/kick", operator::kick));
    add(new Endpoint("POST", "/login", new TokenIssuer(tokenSecret, InstantSource.system())));
    server.setExecutor(threads);
    server.start();
  }

  /** What to open in a browser. */
  public URI url() {
    return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    if (clients != null) {
      clients.close();
    }
  }

  private void add(Endpoint endpoint) {
    add(endpoint.path(), endpoint);
  }

  private void add(String path, HttpHandler handler) {
    server
        .createContext(path, handler)
        .getFilters()
        .add(new LocalOnly(server.getAddress().getPort()));
  }

  /** Overrides the page's own config.json. */
  private static Answer config(URI webSocketUrl) {
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("websocket_url", webSocketUrl.toString());
          json.writeStringField("login_url", "login");
          json.writeStringField("operator_module", "operator/operator.js");
          json.writeEndObject();
        });
  }
}
