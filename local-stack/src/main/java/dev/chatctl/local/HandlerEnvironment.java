package dev.chatctl.local;

import static java.util.Objects.requireNonNull;

import dev.chatctl.core.definition.ApiDefinition;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Terraform sets as the functions' environment on AWS, for the services on this machine. */
final class HandlerEnvironment {
  private HandlerEnvironment() {}

  /**
   * The variables of all functions.
   *
   * @param callback where {@code @connections} is
   * @param asked what takes precedence
   */
  static Map<String, String> of(
      ApiDefinition definition,
      Services services,
      URI callback,
      String stage,
      Map<String, String> asked) {
    var environment = new LinkedHashMap<String, String>();
    definition
        .tables()
        .forEach(
            (name, table) ->
                environment.put(
                    table.environmentVariable(), requireNonNull(services.tables().get(name))));
    definition
        .queues()
        .forEach(
            (name, queue) ->
                environment.put(
                    queue.environmentVariable(), requireNonNull(services.queues().get(name))));
    environment.put("CALLBACK_ENDPOINT", callback.toString());
    environment.put("AWS_REGION", Services.REGION);
    environment.put("SERVICE", definition.name());
    environment.put("STAGE", stage);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", services.dynamoDbEndpoint().toString());
    environment.put("AWS_ENDPOINT_URL_SQS", services.sqsEndpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", Services.CREDENTIALS.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", Services.CREDENTIALS.secretAccessKey());
    environment.put("JWT_SECRET", tokenSecret());
    environment.put("GUESTS", "allow");
    // A load test is a client that sends as fast as it can.
    environment.put("MESSAGES_PER_SECOND", "0");
    // The gateway has the rates of --limits, and by default none.
    environment.put("POSTS_PER_SECOND", "0");
    // Whoever tries two browsers sees the second come and go.
    environment.put("PRESENCE_INTERVAL_SECONDS", "1");
    environment.putAll(asked);
    return environment;
  }

  /** Of this run only: nobody else can have issued a token that this stack accepts. */
  private static String tokenSecret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
