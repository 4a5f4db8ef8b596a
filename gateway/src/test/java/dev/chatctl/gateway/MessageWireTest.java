package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.ThrottleSettings;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message comes back as, byte for byte. */
class MessageWireTest {
  private static final String FRAME =
      "\\{\"message\": \"%s\", \"connectionId\":\"[\\w-]{18}==\", \"requestId\":\"[\\w-]{15}=\"}";

  @Test
  void aMessageWithoutRouteGetsForbidden() throws Exception {
    assertThat(reply(Functions.ok(), "{\"action\":\"none\"}"))
        .matches(FRAME.formatted("Forbidden"));
  }

  @Test
  void aThrowingFunctionGetsInternalServerError() throws Exception {
    assertThat(reply(Functions.throwing("boom"), "{\"action\":\"a\"}"))
        .matches(FRAME.formatted("Internal server error"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\":\"invalid\"}",
        "{\"statusCode\":200,\"body\":{}}",
        "{\"body\":\"x\"}",
        "{\"statusCode\":200,\"headers\":[]}",
        "null",
        "[]",
        "",
        "{\"statusCode\":200"
      })
  void aMalformedResultGetsInternalServerError(String result) throws Exception {
    assertThat(reply(Functions.returning(result), "{\"action\":\"a\"}"))
        .matches(FRAME.formatted("Internal server error"));
  }

  @Test
  void aFunctionOverTheIntegrationTimeoutGetsEndpointRequestTimedOut() throws Exception {
    LambdaFunction slow =
        event -> {
          Thread.sleep(60_000);
          return InvocationResult.returned("{\"statusCode\":200}");
        };
    assertThat(reply(slow, "{\"action\":\"a\"}", impatient()))
        .matches(FRAME.formatted("Endpoint request timed out"));
  }

  @Test
  void anInvalidMessageGetsBadRequestBodyWithItsMessageId() throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .route(
                new Route(
                    "a", Functions.ok(), RouteResponse.NONE, body -> body.contains("required")))
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        Client client = Client.connect(gateway.webSocketUrl())) {
      assertThat(client.send("{\"action\":\"a\"}").next())
          .matches(
              "\\{\"message\" : \"Bad request body\", \"connectionId\": \"[\\w-]{18}==\","
                  + " \"messageId\": \"[\\w-]{18}==\"}");
    }
  }

  @Test
  void aThrottledRouteGetsTheThrottledFrame() throws Exception {
    GatewaySettings settings =
        GatewaySettings.defaults()
            .withLimits(Limits.NONE.withRoutes(Map.of("a", new ThrottleSettings(0.001, 1))));
    try (Gateway gateway = Gateway.start(api(Functions.returning(body("one"))), settings);
        Client client = Client.connect(gateway.webSocketUrl())) {
      assertThat(client.send("{\"action\":\"a\"}").next()).isEqualTo("one");
      assertThat(client.send("{\"action\":\"a\"}").next())
          .matches(FRAME.formatted("Too Many Requests"));
    }
  }

  @Test
  void aTwoWayRouteSendsTheBodyWhateverTheStatus() throws Exception {
    assertThat(
            reply(
                Functions.returning("{\"statusCode\":503,\"body\":\"unavailable\"}"),
                "{\"action\":\"a\"}"))
        .isEqualTo("unavailable");
  }

  @Test
  void aBase64BodyIsDecoded() throws Exception {
    assertThat(
            reply(
                Functions.returning(
                    "{\"statusCode\":200,\"body\":\"aGVsbG8=\",\"isBase64Encoded\":true}"),
                "{\"action\":\"a\"}"))
        .isEqualTo("hello");
  }

  @Test
  void aOneWayRouteDropsTheResultAndReportsFailures() throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .route("quiet", Functions.returning(body("dropped")))
            .route("loud", Functions.throwing("boom"))
            .build();
    assertThat(firstReply(api)).matches(FRAME.formatted("Internal server error"));
  }

  @Test
  void aReturned503OnAOneWayRouteSendsNothing() throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .route("quiet", Functions.returning("{\"statusCode\":503,\"body\":\"no\"}"))
            .route("loud", Functions.echo(), RouteResponse.ENABLED)
            .build();
    assertThat(firstReply(api)).isEqualTo("{\"action\":\"loud\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not json", "{}", "{\"action\":\"unknown\"}", "{\"action\":\"$connect\"}"})
  void theFallbackSeesDefaultAsRouteKeyAndTheBodyUntouched(String message) throws Exception {
    Recorder fallback = new Recorder();
    WebSocketApi api = WebSocketApi.builder().route("$default", fallback).build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        Client client = Client.connect(gateway.webSocketUrl())) {
      client.send(message);
      JsonNode event = Functions.json(fallback.next());
      assertThat(event.get("requestContext").get("routeKey").asText()).isEqualTo("$default");
      assertThat(event.get("body").asText()).isEqualTo(message);
    }
  }

  @Test
  void anOpenSocketFollowsANewDeployment() throws Exception {
    try (Gateway gateway =
            Gateway.start(api(Functions.returning(body("old"))), GatewaySettings.defaults());
        Client client = Client.connect(gateway.webSocketUrl())) {
      assertThat(client.send("{\"action\":\"a\"}").next()).isEqualTo("old");
      gateway.deploy(api(Functions.returning(body("new"))));
      assertThat(client.send("{\"action\":\"a\"}").next()).isEqualTo("new");
    }
  }

  @Test
  void aFragmentedMessageIsOneEvent() throws Exception {
    Recorder fallback = new Recorder();
    WebSocketApi api = WebSocketApi.builder().route("$default", fallback).build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(false, 1, "hel".getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .frame(false, 0, "l".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      raw.frame(true, 9, "ping".getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .frame(true, 0, "o".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(Functions.json(fallback.next()).get("body").asText()).isEqualTo("hello");
      assertThat(raw.frame()).isEqualTo("10:ping");
    }
  }

  /** What comes first when a loud message follows a quiet one that is over and done with. */
  private static String firstReply(WebSocketApi api) throws Exception {
    CountDownLatch quiet = new CountDownLatch(1);
    GatewayObserver observer =
        exchange -> {
          if ("quiet".equals(exchange.routeKey())) {
            quiet.countDown();
          }
        };
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults().withObserver(observer));
        Client client = Client.connect(gateway.webSocketUrl())) {
      client.send("{\"action\":\"quiet\"}");
      assertThat(quiet.await(5, TimeUnit.SECONDS)).isTrue();
      return client.send("{\"action\":\"loud\"}").next();
    }
  }

  private static String reply(LambdaFunction function, String message) throws Exception {
    return reply(function, message, GatewaySettings.defaults());
  }

  private static String reply(LambdaFunction function, String message, GatewaySettings settings)
      throws Exception {
    try (Gateway gateway = Gateway.start(api(function), settings);
        Client client = Client.connect(gateway.webSocketUrl())) {
      return client.send(message).next();
    }
  }

  /** For functions that hang: with it any other could be late, too. */
  private static GatewaySettings impatient() {
    return GatewaySettings.defaults()
        .withTimeouts(
            Timeouts.AWS
                .withIntegration(Duration.ofMillis(300))
                .withShutdown(Duration.ofMillis(100)));
  }

  private static WebSocketApi api(LambdaFunction function) {
    return WebSocketApi.builder().route("a", function, RouteResponse.ENABLED).build();
  }

  private static String body(String body) {
    return "{\"statusCode\":200,\"body\":\"" + body + "\"}";
  }
}
