package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.gateway.BoundGateway;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.GatewaySettings;
import dev.chatctl.gateway.authorizer.Authorizer;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.observe.Meter;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a run is billed, against what a gateway has metered and what its functions have counted: of
 * neither does the load test know anything.
 */
class BillTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** So long that what is posted takes two of the steps that are billed, and what is sent one. */
  private static final int PAYLOAD = 20_000;

  private static final int CLIENTS = 6;
  private static final int MESSAGES = 15;
  private static final int WARM_UPS = 3;

  private final Meter meter = new Meter(Clock.systemUTC());
  private final Map<String, LongAdder> invocations = new ConcurrentHashMap<>();
  private final Set<String> connected = ConcurrentHashMap.newKeySet();

  @TempDir private Path folder;

  /** A function that is counted. */
  private LambdaFunction counted(String name, LambdaFunction function) {
    return event -> {
      invocations.computeIfAbsent(name, it -> new LongAdder()).increment();
      return function.invoke(event);
    };
  }

  private long invoked(String name) {
    return invocations.getOrDefault(name, new LongAdder()).sum();
  }

  private static InvocationResult ok(String body) {
    return InvocationResult.returned(
        JSON.createObjectNode().put("statusCode", 200).put("body", body).toString());
  }

  private static JsonNode read(byte[] event) {
    try {
      return JSON.readTree(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(byte[] event) {
    return read(event).at("/requestContext/connectionId").asText();
  }

  private WebSocketApi api(BoundGateway bound) {
    return WebSocketApi.builder()
        .authorizer(new Authorizer(counted("authorizer", BillTest::allow)))
        .route(
            "$connect",
            counted(
                "connect",
                event -> {
                  connected.add(id(event));
                  return ok("");
                }))
        .route(
            "$disconnect",
            counted(
                "disconnect",
                event -> {
                  connected.remove(id(event));
                  return ok("");
                }))
        .route("ping", counted("ping", event -> ok("{\"type\":\"pong\"}")), RouteResponse.ENABLED)
        .route("sendmessage", counted("message", event -> tellAll(bound, event)))
        .build();
  }

  private static InvocationResult allow(byte[] event) {
    return InvocationResult.returned(
        """
        {"principalId": "u", "policyDocument": {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}]}}
        """);
  }

  /** Posts a text, and as much again, to everybody, its sender included. */
  private InvocationResult tellAll(BoundGateway bound, byte[] event) throws InterruptedException {
    byte[] request = read(event).path("body").asText().getBytes(StandardCharsets.UTF_8);
    String frame = read(request).path("message").asText() + ".".repeat(PAYLOAD);
    for (String id : connected) {
      String path = "/@connections/" + id.replace("=", "%3D");
      HttpRequest post =
          HttpRequest.newBuilder(URI.create(bound.managementEndpoint("local") + path))
              .POST(HttpRequest.BodyPublishers.ofString(frame))
              .build();
      try {
        HTTP.send(post, HttpResponse.BodyHandlers.discarding());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ok("");
  }

  private static double units(JsonNode cost, String name) {
    for (JsonNode item : cost.path("items")) {
      if (item.path("name").asText().equals(name)) {
        return item.path("units").doubleValue();
      }
    }
    throw new AssertionError("no " + name + ": " + cost);
  }

  /** Whether or not there are pings, of which some may be under way when the bill is made. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void isThatOfTheGatewaysOwnMeter(int keepAliveSeconds) throws Exception {
    Cli cli = new Cli();
    try (Gateway gateway =
        Gateway.start(this::api, GatewaySettings.defaults().withObserver(meter))) {
      List<Object> soak = new ArrayList<>(List.of("loadtest", "soak", "--cost"));
      soak.addAll(List.of("--url", gateway.webSocketUrl(), "--out", folder));
      soak.addAll(List.of("--clients", CLIENTS, "--messages", MESSAGES, "--rate", 10));
      soak.addAll(List.of("--warm-up", WARM_UPS, "--linger", "500ms", "--payload", PAYLOAD));
      soak.addAll(List.of("--keep-alive", keepAliveSeconds));
      cli.delivered(cli.run(soak.toArray()));
      await().until(() -> gateway.connections() == 0);
    }

    JsonNode cost = JSON.readTree(folder.resolve("summary.json").toFile()).path("cost");
    Meter.Usage metered = meter.usage();
    // One handshake more asks whether anybody is there at all, before the run.
    long probes = 1;
    long pings = invoked("ping");
    assertThat(metered.connects()).isEqualTo(CLIENTS + 1 + probes);
    assertThat(metered.messages())
        .as("requests are one step each, what is posted two, pings and their answers one")
        .isEqualTo((MESSAGES + WARM_UPS) * (1 + 2 * (CLIENTS + 1L)) + 2 * pings);
    assertThat(pings > 0).isEqualTo(keepAliveSeconds > 0);

    double underWay = keepAliveSeconds == 0 ? 0 : 2 * CLIENTS;
    assertThat(units(cost, "API Gateway messages"))
        .isCloseTo((double) metered.messages(), within(underWay));
    assertThat(units(cost, "API Gateway connections"))
        .isCloseTo(metered.connectionMinutes(), withinPercentage(10));
    assertThat(units(cost, "Lambda authorizer requests"))
        .isEqualTo((double) (invoked("authorizer") - probes));
    long invoked = invoked("message") + pings + invoked("connect") + invoked("disconnect");
    assertThat(units(cost, "Lambda requests"))
        .isCloseTo((double) (invoked - 2 * probes), within(underWay / 2));
  }
}
