package dev.chatctl.local.page;

import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.cli.output.Document;
import dev.chatctl.core.aws.AwsClients;
import dev.chatctl.core.census.TableCensus;
import dev.chatctl.core.settings.BackendSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

/** Serves the chat page and its local endpoints on loopback until it is closed. */
public final class PageServer implements AutoCloseable {
  private final LoopbackServer server;
  private @Nullable AwsClients clients;

  private PageServer(LoopbackServer server) {
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
      return new PageServer(LoopbackServer.bind(port));
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
   * @param issuer whose tokens the stack's authorizer accepts, unless it was told of another
   */
  public void serve(URI webSocketUrl, BackendSettings settings, Optional<TokenIssuer> issuer) {
    var aws = new AwsClients(settings.aws());
    clients = aws;
    var callback =
        aws.access()
            .configure(ApiGatewayManagementApiAsyncClient.builder())
            .endpointOverride(settings.aws().callbackEndpoint())
            .build();
    var operator = new OperatorView(new TableCensus(aws.tables(), settings.tables()), callback);
    server.add("/", new StaticFiles());
    add(new Endpoint("GET", "/config.json", nothing -> config(webSocketUrl, issuer)));
    add(new Endpoint("GET", "/operator/state", operator::state));
    add(new Endpoint("POST", "/operator/kick", operator::kick));
    issuer.ifPresent(this::add);
    server.start();
  }

  /** What to open in a browser. */
  public URI url() {
    return server.uri("/");
  }

  @Override
  public void close() {
    server.close();
    if (clients != null) {
      clients.close();
    }
  }

  private void add(TokenIssuer issuer) {
    add(new Endpoint("GET", TokenIssuer.KEYS_PATH, issuer::keys));
    add(new Endpoint("POST", "/login", issuer::login));
    server.add("/token", issuer::sign);
  }

  private void add(Endpoint endpoint) {
    server.add(endpoint.path(), endpoint);
  }

  /** Overrides the page's own config.json. */
  private static Answer config(URI webSocketUrl, Optional<TokenIssuer> issuer) {
    return Answer.json(
        200,
        Document.of("websocket_url", webSocketUrl)
            .with("login_url", issuer.isPresent() ? "login" : "")
            .with("operator_module", "operator/operator.js"));
  }
}
