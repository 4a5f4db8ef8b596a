package dev.chatctl.gateway.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatctl.gateway.internal.text.ServiceIds;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A function behind the Lambda Invoke API: {@code sam local start-lambda}, the runtime interface
 * emulator, or anything else that serves {@code POST /2015-03-31/functions/{name}/invocations}.
 */
record HttpFunction(URI invocations, FunctionSettings settings) implements LambdaFunction {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FUNCTION_ERROR = "X-Amz-Function-Error";
  private static final String REQUEST_ID = "x-amzn-RequestId";
  private static final int OK = 200;

  static HttpFunction at(URI endpoint, FunctionSettings settings) {
    String base = endpoint.toString().replaceAll("/+$", "");
    String name = URLEncoder.encode(settings.name(), UTF_8);
    return new HttpFunction(
        URI.create(base + "/2015-03-31/functions/" + name + "/invocations"), settings);
  }

  @Override
  public InvocationResult invoke(byte[] event) throws InterruptedException {
    // No timeout of its own: whoever calls interrupts, and a function over its time is one that
    // ran.
    HttpRequest request =
        HttpRequest.newBuilder(invocations)
            .header("Content-Type", "application/json")
            .header("X-Amz-Invocation-Type", "RequestResponse")
            .POST(HttpRequest.BodyPublishers.ofByteArray(event))
            .build();
    try {
      return result(HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException failed) {
      return new InvocationResult.Unavailable(
          ServiceIds.uuid(), "%s: %s (expected: a Lambda endpoint)".formatted(invocations, failed));
    }
  }

  private InvocationResult result(HttpResponse<byte[]> response) {
    String requestId = response.headers().firstValue(REQUEST_ID).orElseGet(ServiceIds::uuid);
    if (response.statusCode() != OK) {
      return new InvocationResult.Unavailable(
          requestId, "%s: HTTP %d (expected: 200)".formatted(invocations, response.statusCode()));
    }
    // The runtime interface emulator marks failures by their shape alone.
    JsonNode failure = failure(response.body());
    if (response.headers().firstValue(FUNCTION_ERROR).isPresent()) {
      return new InvocationResult.FunctionError(
          requestId, failure.path("errorMessage").asText("Unhandled"));
    }
    if (failure.has("errorMessage") && failure.has("errorType") && !failure.has("statusCode")) {
      return new InvocationResult.FunctionError(requestId, failure.path("errorMessage").asText());
    }
    return new InvocationResult.Returned(requestId, response.body());
  }

  private static JsonNode failure(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException notJson) {
      return JSON.missingNode();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
