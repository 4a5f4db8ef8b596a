package dev.chatctl.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.core.aws.AwsAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

class CallbackPosterTest {
  private static final String ID = "gbik1K9-_QAYKEilnA==";
  private static final SdkBytes FRAME = SdkBytes.fromUtf8String("grüß dich");

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final SdkAsyncHttpClient http = AwsCrtAsyncHttpClient.create();
  private HttpServer server;
  private int status = 200;

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
  void sendsWhatTheGeneratedClientSends() throws Exception {
    var client =
        access()
            .configure(ApiGatewayManagementApiAsyncClient.builder())
            .endpointOverride(endpoint())
            .build();

    client.postToConnection(post -> post.connectionId(ID).data(FRAME)).join();
    int answer = new CallbackPoster(access(), endpoint()).post(ID, FRAME).join();

    Received generated = received.take();
    Received ours = received.take();
    assertThat(answer).isEqualTo(200);
    assertThat(ours.path()).isEqualTo(generated.path());
    assertThat(ours.path()).isEqualTo("/dev/@connections/gbik1K9-_QAYKEilnA%3D%3D");
    assertThat(ours.body()).isEqualTo(generated.body()).isEqualTo("grüß dich");
    assertThat(ours.contentType()).isEqualTo(generated.contentType());
    assertThat(ours.token()).isEqualTo(generated.token()).isEqualTo("session");
    assertThat(scope(ours)).isEqualTo(scope(generated)).contains("/us-east-1/execute-api/");
  }

  @Test
  void givesTheStatusOfARefusal() {
    status = 410;
    assertThat(new CallbackPoster(access(), endpoint()).post(ID, FRAME).join()).isEqualTo(410);
  }

  @Test
  void failsWhereNobodyAnswers() {
    URI nowhere = endpoint();
    server.stop(0);
    assertThatThrownBy(() -> new CallbackPoster(access(), nowhere).post(ID, FRAME).join())
        .isInstanceOf(CompletionException.class);
  }

  private AwsAccess access() {
    return new AwsAccess(
        "us-east-1",
        StaticCredentialsProvider.create(AwsSessionCredentials.create("key", "secret", "session")),
        http);
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/dev");
  }

  /** The credential's scope: key, region and service; the day may have changed in between. */
  private static String scope(Received request) {
    return request.authorization().replaceFirst(", .*", "").replaceFirst("/\\d{8}/", "/day/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          new Received(
              exchange.getRequestURI().getRawPath(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              header(exchange, "Content-Type"),
              header(exchange, "Authorization"),
              header(exchange, "X-Amz-Security-Token")));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private record Received(
      String path, String body, String contentType, String authorization, String token) {}
}
