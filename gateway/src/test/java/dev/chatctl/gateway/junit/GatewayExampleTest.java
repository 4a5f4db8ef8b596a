package dev.chatctl.gateway.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

class GatewayExampleTest {
  /** A handler as it would be deployed. */
  static final class WhoAmI
      implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
        APIGatewayV2WebSocketEvent event, Context context) {
      APIGatewayV2WebSocketResponse response = new APIGatewayV2WebSocketResponse();
      response.setStatusCode(200);
      response.setBody(event.getRequestContext().getConnectionId());
      return response;
    }
  }

  @RegisterExtension
  static final GatewayExtension GATEWAY =
      GatewayExtension.serving(
          bound ->
              WebSocketApi.builder()
                  .route("whoami", LambdaFunction.of(new WhoAmI()), RouteResponse.ENABLED)
                  .build());

  @Test
  void aClientIsToldItsIdAndReachedThroughIt() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    try (HttpClient http = HttpClient.newHttpClient();
        ApiGatewayManagementApiClient connections = connections()) {
      WebSocket socket =
          http.newWebSocketBuilder().buildAsync(GATEWAY.webSocketUrl(), listener(received)).join();
      socket.sendText("{\"action\":\"whoami\"}", true).join();
      String id = received.poll(5, TimeUnit.SECONDS);
      assertThat(id).isNotNull();

      connections.postToConnection(
          post -> post.connectionId(id).data(SdkBytes.fromUtf8String("hello")));
      assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");

      connections.deleteConnection(delete -> delete.connectionId(id));
      assertThatThrownBy(() -> connections.getConnection(get -> get.connectionId(id)))
          .isInstanceOf(GoneException.class);
      socket.abort();
    }
  }

  private static ApiGatewayManagementApiClient connections() {
    return ApiGatewayManagementApiClient.builder()
        .endpointOverride(GATEWAY.managementEndpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .httpClientBuilder(AwsCrtHttpClient.builder())
        .build();
  }

  private static WebSocket.Listener listener(BlockingQueue<String> received) {
    return new WebSocket.Listener() {
      @Override
      public @Nullable CompletionStage<?> onText(
          WebSocket socket, CharSequence text, boolean last) {
        received.add(text.toString());
        socket.request(1);
        return null;
      }
    };
  }
}
