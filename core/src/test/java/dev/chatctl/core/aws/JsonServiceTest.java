package dev.chatctl.core.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;

class JsonServiceTest {
  private static final Reply DONE = new Reply(200, "{\"ok\":true}");
  private static final Reply THROTTLED =
      new Reply(
          400,
          "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\"}");

  private final SdkAsyncHttpClient http = AwsCrtAsyncHttpClient.create();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final List<Integer> told = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  @Test
  void aThrottleAServerErrorAndAForeignAnswerAreTriedAgain() {
    replies.addAll(
        List.of(THROTTLED, new Reply(500, "{}"), new Reply(503, "<html>busy</html>"), DONE));

    assertThat(service(4).call("GetItem", "{}".getBytes(UTF_8), Json::document).join().isTrue("ok"))
        .isTrue();

    assertThat(targets).hasSize(4).containsOnly("Prefix.GetItem");
    assertThat(told).containsExactly(400, 500, 503, 200);
  }

  @Test
  void aThrottleThatLastsFailsInTheEnd() {
    replies.addAll(List.of(THROTTLED, THROTTLED, THROTTLED));
    assertThatThrownBy(
            () -> service(2).call("GetItem", "{}".getBytes(UTF_8), Json::document).join())
        .hasCauseInstanceOf(ServiceFailure.class)
        .hasMessageContaining("400 ProvisionedThroughputExceededException");
    assertThat(targets).hasSize(2);
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    replies.add(new Reply(400, "{\"__type\":\"ValidationException\",\"message\":\"no key\"}"));
    assertThatThrownBy(
            () -> service(4).call("GetItem", "{}".getBytes(UTF_8), Json::document).join())
        .hasMessageContaining("ValidationException: no key");
    assertThat(targets).hasSize(1);
  }

  @Test
  void aServerThatIsNotThereIsAClientException() {
    JsonService service = service(2);
    server.stop(0);
    assertThatThrownBy(() -> service.call("GetItem", "{}".getBytes(UTF_8), Json::document).join())
        .hasCauseInstanceOf(SdkClientException.class)
        .hasMessageContaining("no answer to GetItem");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpLongBeforeItsAttemptsAreUsed() {
    server.removeContext("/");
    server.createContext(
        "/", exchange -> targets.add(exchange.getRequestHeaders().getFirst("X-Amz-Target")));
    var soon =
        new JsonService.Patience(Duration.ofMillis(100), Duration.ofMillis(300), Optional.empty());
    assertThatThrownBy(
            () -> service(1_000, soon).call("GetItem", "{}".getBytes(UTF_8), Json::document).join())
        .hasCauseInstanceOf(SdkClientException.class)
        .hasMessageContaining("no answer to GetItem");
    assertThat(targets).hasSizeLessThan(10);
  }

  @Test
  void waitingForATurnTakesNobodysPatience() {
    server.removeContext("/");
    server.createContext(
        "/",
        exchange -> { // one after another: the server has a single thread
          LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
          replies.add(DONE);
          answer(exchange);
        });
    var patience =
        new JsonService.Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Optional.empty());
    JsonService service = service(1, patience, 1);

    List<CompletableFuture<JsonObject>> calls =
        IntStream.range(0, 10)
            .mapToObj(i -> service.call("GetItem", "{}".getBytes(UTF_8), Json::document))
            .toList();

    assertThat(calls).allSatisfy(call -> assertThat(call.join().isTrue("ok")).isTrue());
    assertThat(targets).as("nothing was sent twice").hasSize(10);
  }

  private JsonService service(int attempts) {
    return service(
        attempts,
        new JsonService.Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), Optional.empty()));
  }

  private JsonService service(int attempts, JsonService.Patience patience) {
    return service(attempts, patience, 50);
  }

  private JsonService service(int attempts, JsonService.Patience patience, int atOnce) {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
    return new JsonService(
        new SignedHttp(new AwsAccess("us-east-1", credentials, http), atOnce),
        new JsonService.Endpoint(
            "dynamodb", "Prefix", "1.0", "http://127.0.0.1:" + server.getAddress().getPort()),
        new RetryPolicy(attempts, Duration.ofMillis(1), Duration.ofMillis(2), () -> 1),
        patience,
        call -> told.add(call.answer().status()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      targets.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      Reply reply = replies.remove();
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private record Reply(int status, String body) {}
}
