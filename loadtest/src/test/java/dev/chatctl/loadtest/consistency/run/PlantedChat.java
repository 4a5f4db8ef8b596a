package dev.chatctl.loadtest.consistency.run;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import dev.chatctl.core.aws.AwsClients;
import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.core.testing.TestTables;
import dev.chatctl.gateway.BoundGateway;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.GatewaySettings;
import dev.chatctl.gateway.invoke.FunctionSettings;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import dev.chatctl.handlers.ConnectHandler;
import dev.chatctl.handlers.DefaultHandler;
import dev.chatctl.handlers.DisconnectHandler;
import dev.chatctl.handlers.SendMessageHandler;
import dev.chatctl.loadtest.consistency.Facts;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** The backend as it is deployed, on a gateway of its own, with a bug planted below it. */
final class PlantedChat implements CheckedChat, AutoCloseable {
  private static final String STAGE = "planted";

  private final TestTables tables = new TestTables();
  private final Chat chat;
  private final Gateway gateway;
  private final URI url;
  private final TableFacts facts;

  PlantedChat(PlantedBug bug) throws Exception {
    BoundGateway bound = Gateway.bind(GatewaySettings.defaults());
    Map<String, String> environment =
        new HashMap<>(tables.environment(bound.managementEndpoint(STAGE)));
    environment.put("MESSAGES_PER_SECOND", "0");
    environment.put("SOCKETS_PER_ADDRESS", "0");
    environment.put("NEW_ROOMS_PER_GUEST", "0");
    environment.put("POSTS_PER_SECOND", "0");
    environment.put("DEFAULT_DIALECT", "envelope");
    this.chat =
        Chat.fromEnvironment(
            environment,
            System.err,
            CallListener.NONE,
            aws -> new Planted(AwsClients.transport(aws), bug));
    this.url = bound.webSocketUrl(STAGE);
    this.gateway =
        bound.serve(
            WebSocketApi.builder()
                .stage(STAGE)
                .routeSelectionExpression("$request.body.action")
                .route("$connect", function("connect", new ConnectHandler(chat)))
                .route("$disconnect", function("disconnect", new DisconnectHandler(chat)))
                .route(
                    "sendmessage",
                    function("say", new SendMessageHandler(chat)),
                    RouteResponse.ENABLED)
                .route(
                    "$default",
                    function("default", new DefaultHandler(chat)),
                    RouteResponse.ENABLED)
                .build());
    this.facts =
        new TableFacts(
            tables.tables(),
            new TableNames(
                tables.name("active_connections"),
                tables.name("session_history"),
                tables.name("message_history"),
                tables.name("rooms"),
                tables.name("limits")));
    facts.spread(rooms().getLast(), 4);
  }

  private static LambdaFunction function(String name, RequestStreamHandler handler) {
    return LambdaFunction.of(handler, FunctionSettings.named(name));
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public Optional<String> token(String user) {
    return Optional.empty();
  }

  @Override
  public List<String> rooms() {
    return List.of("plain", "sharded");
  }

  @Override
  public void trouble() {}

  @Override
  public void peace() {}

  @Override
  public Optional<Duration> toldWithin() {
    return Optional.of(Duration.ofSeconds(2));
  }

  @Override
  public Optional<Facts> facts() {
    return Optional.of(facts.of(rooms()));
  }

  @Override
  public void close() {
    gateway.close();
    chat.close();
  }

  /** Calls of services, as the bug has them. */
  private record Planted(SdkAsyncHttpClient network, PlantedBug bug, AtomicInteger calls)
      implements SdkAsyncHttpClient {
    Planted(SdkAsyncHttpClient network, PlantedBug bug) {
      this(network, bug, new AtomicInteger());
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
      return bug.carryOut(ServiceCall.of(request, network, calls));
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
