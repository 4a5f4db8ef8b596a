package dev.chatctl.local;

import static java.util.Objects.requireNonNull;

import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.local.page.TokenIssuer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Terraform sets as the functions' environment on AWS, for the services on this machine. */
final class HandlerEnvironment {
  /** What one person, or one address, may have; 0 for no limit. */
  private static final List<String> LIMITS =
      List.of(
          "MESSAGES_PER_SECOND",
          "SOCKETS_PER_USER",
          "SOCKETS_PER_ADDRESS",
          "ROOMS_PER_USER",
          "NEW_ROOMS_PER_GUEST");

  private HandlerEnvironment() {}

  /**
   * The variables of all functions.
   *
   * @param callback where {@code @connections} is
   * @param issuer whose tokens are accepted, unless others are asked for
   * @param asked what takes precedence
   */
  static Map<String, String> of(
      ApiDefinition definition,
      Services services,
      URI callback,
      String stage,
      TokenIssuer issuer,
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
                    queue.environmentVariable(),
                    services.queueEndpoint().url(requireNonNull(services.queues().get(name)))));
    environment.put("CALLBACK_ENDPOINT", callback.toString());
    environment.put("AWS_REGION", Services.REGION);
    environment.put("SERVICE", definition.name());
    environment.put("STAGE", stage);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", services.dynamoDbEndpoint().toString());
    environment.put("AWS_ENDPOINT_URL_SQS", services.queueEndpoint().endpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", Services.CREDENTIALS.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", Services.CREDENTIALS.secretAccessKey());
    environment.putAll(
        hasKeys(asked) ? Map.of("JWT_ISSUER", "any", "JWT_AUDIENCE", "any") : issuer.environment());
    environment.put("GUESTS", "allow");
    // A load test is a client that sends as fast as it can, from one address.
    for (String limit : LIMITS) {
      environment.put(limit, "0");
    }
    // The gateway has the rates of --limits, and by default none.
    environment.put("POSTS_PER_SECOND", "0");
    // Whoever tries two browsers sees the second come and go.
    environment.put("PRESENCE_INTERVAL_SECONDS", "1");
    environment.putAll(asked);
    return environment;
  }

  /** Whether tokens of somebody else are to be accepted. */
  private static boolean hasKeys(Map<String, String> asked) {
    return Stream.of("JWT_SECRET", "JWT_SECRET_ARN", "JWKS_URL").anyMatch(asked::containsKey);
  }
}
