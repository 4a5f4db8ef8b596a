package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.gateway.invoke.FunctionSettings;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A route served by a Python process behind the Lambda Invoke API. */
class HttpFunctionWireTest {
  private static final String SERVER =
      """
      import http.server, json

      class Invocations(http.server.BaseHTTPRequestHandler):
          def do_POST(self):
              event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
              known = self.path == "/2015-03-31/functions/shout/invocations"
              failed = "fail" in event.get("body", "")
              body = {"errorMessage": "no", "errorType": "E"} if failed else {
                  "statusCode": 200, "body": event["body"].upper()}
              self.send_response(200 if known else 404)
              if failed:
                  self.send_header("X-Amz-Function-Error", "Unhandled")
              payload = json.dumps(body).encode()
              self.send_header("Content-Length", str(len(payload)))
              self.end_headers()
              self.wfile.write(payload)
          def log_message(self, *arguments):
              pass

      server = http.server.HTTPServer(("127.0.0.1", 0), Invocations)
      print(server.server_port, flush=True)
      server.serve_forever()
      """;

  @Test
  @Needs(Need.PYTHON)
  void aPythonProcessServesARouteAndItsErrorsAreToldFromItsResults() throws Exception {
    Process python = python();
    try (BufferedReader out = python.inputReader(UTF_8)) {
      URI endpoint = URI.create("http://127.0.0.1:" + out.readLine());
      WebSocketApi api =
          WebSocketApi.builder()
              .route("$default", function(endpoint, "shout"), RouteResponse.ENABLED)
              .route("missing", function(endpoint, "missing"))
              .build();
      try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
          Client client = Client.connect(gateway.webSocketUrl())) {
        assertThat(client.send("hello").next()).isEqualTo("HELLO");
        assertThat(client.send("fail").next()).contains("\"message\": \"Internal server error\"");
        assertThat(client.send("{\"action\":\"missing\"}").next())
            .contains("\"message\": \"Internal server error\"");
      }
    } finally {
      python.destroy();
      python.waitFor();
    }
  }

  private static LambdaFunction function(URI endpoint, String name) {
    return LambdaFunction.http(endpoint, FunctionSettings.named(name));
  }

  private static Process python() throws IOException {
    return new ProcessBuilder(Need.PYTHON.path().toString(), "-c", SERVER)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
