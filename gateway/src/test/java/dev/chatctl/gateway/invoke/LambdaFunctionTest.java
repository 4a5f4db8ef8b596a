package dev.chatctl.gateway.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaFunctionTest {
  static final class Typed
      implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
        APIGatewayV2WebSocketEvent event, Context context) {
      APIGatewayV2WebSocketResponse response = new APIGatewayV2WebSocketResponse();
      response.setStatusCode(200);
      response.setBody(event.getBody());
      return response;
    }
  }

  abstract static class Base<T> implements RequestHandler<T, String> {}

  static final class Inherited extends Base<Map<String, Object>> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      return event.get("k") + " in " + context.getFunctionName();
    }
  }

  @Test
  void anObjectHandlerGoesThroughLambdasSerializerWhichDropsUnknownFields() throws Exception {
    String event =
        """
        {"requestContext":{"routeKey":"$disconnect","disconnectStatusCode":1000},"body":"b"}\
        """;
    assertThat(returned(LambdaFunction.of(new Typed()), event))
        .contains("\"statusCode\":200")
        .contains("\"body\":\"b\"");
  }

  @Test
  void theInputTypeIsFoundThroughGenericSupertypes() throws Exception {
    assertThat(returned(LambdaFunction.of(new Inherited()), "{\"k\":\"v\"}"))
        .isEqualTo("\"v in Inherited\"");
  }

  @Test
  void aLambdaExpressionNeedsItsTypeNamed() throws Exception {
    RequestHandler<Map<String, Object>, String> handler = (event, context) -> "x";
    assertThatThrownBy(() -> LambdaFunction.of(handler))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: a class that names its types");
    LambdaFunction named = LambdaFunction.of(handler, Map.class, FunctionSettings.named("f"));
    assertThat(returned(named, "{}")).isEqualTo("\"x\"");
  }

  @Test
  void aStreamHandlerSeesTheContext() throws Exception {
    LambdaFunction function =
        LambdaFunction.of(
            (in, out, context) ->
                out.write(
                    (context.getAwsRequestId().length() + " " + context.getRemainingTimeInMillis())
                        .getBytes(UTF_8)),
            FunctionSettings.named("f").withTimeout(Duration.ofSeconds(5)));
    assertThat(returned(function, "{}")).matches("36 (4\\d{3}|5000)");
  }

  @Test
  void whateverAHandlerThrowsIsAFunctionError() throws Exception {
    List<String> log = new ArrayList<>();
    LambdaFunction function =
        LambdaFunction.of(
            (in, out, context) -> {
              throw new StackOverflowError("deep");
            },
            FunctionSettings.named("f").withLog(log::add));
    assertThat(function.invoke(new byte[0]))
        .isInstanceOfSatisfying(
            InvocationResult.FunctionError.class,
            error -> assertThat(error.message()).isEqualTo("deep"));
    assertThat(log).containsExactly("ERROR java.lang.StackOverflowError: deep");
  }

  @Test
  void anHttpFunctionTellsErrorsFromResults() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/2015-03-31/functions/f/invocations",
        exchange -> {
          String event = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          int status = event.contains("busy") ? 429 : 200;
          if (event.contains("fail")) {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
          }
          String answer =
              event.contains("fail") || event.contains("rie")
                  ? "{\"errorMessage\":\"oops\",\"errorType\":\"E\"}"
                  : "{\"statusCode\":200}";
          exchange.sendResponseHeaders(status, answer.length());
          exchange.getResponseBody().write(answer.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    LambdaFunction function = LambdaFunction.http(endpoint, FunctionSettings.named("f"));
    try {
      assertThat(returned(function, "{}")).isEqualTo("{\"statusCode\":200}");
      for (String failing : List.of("\"fail\"", "\"rie\"")) {
        assertThat(function.invoke(failing.getBytes(UTF_8)))
            .isInstanceOfSatisfying(
                InvocationResult.FunctionError.class,
                error -> assertThat(error.message()).isEqualTo("oops"));
      }
      assertThat(function.invoke("\"busy\"".getBytes(UTF_8)))
          .isInstanceOf(InvocationResult.Unavailable.class);
    } finally {
      server.stop(0);
    }
    assertThat(function.invoke(new byte[0])).isInstanceOf(InvocationResult.Unavailable.class);
  }

  private static String returned(LambdaFunction function, String event) throws Exception {
    InvocationResult result = function.invoke(event.getBytes(UTF_8));
    assertThat(result).isInstanceOf(InvocationResult.Returned.class);
    return new String(((InvocationResult.Returned) result).payload(), UTF_8);
  }
}
