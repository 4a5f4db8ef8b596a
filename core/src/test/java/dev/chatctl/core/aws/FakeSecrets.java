package dev.chatctl.core.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Secrets Manager and Parameter Store with one secret in each, the same. */
public final class FakeSecrets implements AutoCloseable {
  public static final String SECRET_ARN =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:chat-jwt-AbCdEf";
  public static final String PARAMETER_ARN =
      "arn:aws:ssm:eu-west-1:123456789012:parameter/chat/jwt";

  private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

  private final HttpServer server;
  private final List<String> versions = new CopyOnWriteArrayList<>();

  private FakeSecrets(HttpServer server) {
    this.server = server;
  }

  /** Starts it; until it is closed this process has credentials. */
  public static FakeSecrets start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var fake = new FakeSecrets(server);
    server.createContext("/", fake::answer);
    server.start();
    CREDENTIALS.forEach(name -> System.setProperty(name, "test"));
    return fake;
  }

  /** Makes it the current one. */
  public void put(String secret) {
    versions.add(secret);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Of an authorizer that takes its secret from here. */
  public Map<String, String> environment() {
    return Map.of("JWT_SECRET_ARN", SECRET_ARN, "AWS_ENDPOINT_URL", endpoint().toString());
  }

  @Override
  public void close() {
    CREDENTIALS.forEach(System::clearProperty);
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      JsonObject request = Json.parseObject(exchange.getRequestBody());
      byte[] answer =
          switch (type + " " + target) {
            case "application/x-amz-json-1.1 secretsmanager.GetSecretValue" -> secret(request);
            case "application/x-amz-json-1.1 AmazonSSM.GetParameter" -> parameter(request);
            default -> failure("UnknownOperationException");
          };
      exchange.sendResponseHeaders(new String(answer, UTF_8).contains("__type") ? 400 : 200, 0);
      exchange.getResponseBody().write(answer);
    } catch (JsonFormatException e) {
      throw new IOException(e);
    }
  }

  private byte[] secret(JsonObject request) throws JsonFormatException {
    int index = versions.size() - (request.require("VersionStage").equals("AWSCURRENT") ? 1 : 2);
    return index < 0 || !request.require("SecretId").equals(SECRET_ARN)
        ? failure("ResourceNotFoundException")
        : Json.object(json -> json.writeStringField("SecretString", versions.get(index)));
  }

  private byte[] parameter(JsonObject request) throws JsonFormatException {
    String name = request.require("Name");
    int version =
        name.equals(PARAMETER_ARN)
            ? versions.size()
            : Integer.parseInt(name.substring(PARAMETER_ARN.length() + 1));
    return version < 1 || !request.isTrue("WithDecryption")
        ? failure("ParameterNotFound")
        : Json.object(
            json -> {
              json.writeObjectFieldStart("Parameter");
              json.writeNumberField("Version", version);
              json.writeStringField("Value", versions.get(version - 1));
              json.writeEndObject();
            });
  }

  private static byte[] failure(String type) {
    return Json.object(json -> json.writeStringField("__type", type));
  }
}
