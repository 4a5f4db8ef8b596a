package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asynchttpclient.Dsl.asyncHttpClient;

import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.ws.WebSocket;
import org.asynchttpclient.ws.WebSocketListener;
import org.asynchttpclient.ws.WebSocketUpgradeHandler;
import org.junit.jupiter.api.Test;

class AsyncHttpClientTest {
  @Test
  void chatsAndIsToldTheCloseCode() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    WebSocketApi api =
        WebSocketApi.builder().route("$default", Functions.echo(), RouteResponse.ENABLED).build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        AsyncHttpClient client = asyncHttpClient()) {
      WebSocket socket =
          client
              .prepareGet(gateway.webSocketUrl().toString())
              .execute(
                  new WebSocketUpgradeHandler.Builder().addWebSocketListener(to(heard)).build())
              .get(5, TimeUnit.SECONDS);
      socket.sendTextFrame("hello").await();
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
      socket.sendBinaryFrame(new byte[] {1}).await();
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("1003 Binary is not supported");
    }
  }

  private static WebSocketListener to(BlockingQueue<String> heard) {
    return new WebSocketListener() {
      @Override
      public void onOpen(WebSocket websocket) {}

      @Override
      public void onTextFrame(String payload, boolean finalFragment, int rsv) {
        heard.add(payload);
      }

      @Override
      public void onClose(WebSocket websocket, int code, String reason) {
        heard.add(code + " " + reason);
      }

      @Override
      public void onError(Throwable t) {
        heard.add(t.toString());
      }
    };
  }
}
