package dev.chatctl.core.aws;

import java.net.URI;
import java.util.Optional;

/**
 * Where AWS is and who calls it.
 *
 * @param callbackEndpoint the base of {@code /@connections}. It is configured rather than taken
 *     from an event's domain and stage, because those name a custom domain when a client came
 *     through one, and there the path has no stage.
 * @param dynamoDbEndpoint overrides the regional endpoint, e.g. with DynamoDB Local
 * @param sqsEndpoint likewise
 * @param connections how many requests may be under way at once
 * @param credentials absent to use the SDK's default chain
 */
public record AwsSettings(
    String region,
    URI callbackEndpoint,
    Optional<URI> dynamoDbEndpoint,
    Optional<URI> sqsEndpoint,
    int connections,
    Optional<Credentials> credentials) {

  /** Long-lived or session credentials. */
  public record Credentials(String accessKeyId, String secretKey, Optional<String> sessionToken) {
    @Override
    public String toString() {
      return "Credentials[" + accessKeyId + "]";
    }
  }
}
