package dev.chatctl.core.settings;

import java.net.URI;
import java.util.Optional;

/**
 * Where AWS is and who calls it.
 *
 * @param dynamoDbEndpoint overrides the regional endpoint, e.g. with DynamoDB Local
 * @param sqsEndpoint likewise
 * @param credentials absent to use the SDK's default chain
 */
public record AwsSettings(
    String region,
    Optional<URI> dynamoDbEndpoint,
    Optional<URI> sqsEndpoint,
    Optional<Credentials> credentials) {

  /** Long-lived or session credentials. */
  public record Credentials(String accessKeyId, String secretKey, Optional<String> sessionToken) {
    @Override
    public String toString() {
      return "Credentials[" + accessKeyId + "]";
    }
  }

  static AwsSettings read(EnvironmentReader env) {
    return new AwsSettings(
        env.required("AWS_REGION"),
        env.httpUri("AWS_ENDPOINT_URL_DYNAMODB").or(() -> env.httpUri("AWS_ENDPOINT_URL")),
        env.httpUri("AWS_ENDPOINT_URL_SQS").or(() -> env.httpUri("AWS_ENDPOINT_URL")),
        env.text("AWS_ACCESS_KEY_ID")
            .flatMap(
                id ->
                    env.text("AWS_SECRET_ACCESS_KEY")
                        .map(
                            secret -> new Credentials(id, secret, env.text("AWS_SESSION_TOKEN")))));
  }
}
