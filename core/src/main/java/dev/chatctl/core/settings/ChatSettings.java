package dev.chatctl.core.settings;

import java.net.URI;
import java.util.Map;

/**
 * What a deployment decides.
 *
 * @param callbackEndpoint the base of {@code /@connections}. It is configured rather than taken
 *     from an event's domain and stage, because those name a custom domain when a client came
 *     through one, and there the path has no stage.
 * @param postConcurrency posts in flight at once
 */
public record ChatSettings(
    TableNames tables, AwsSettings aws, URI callbackEndpoint, int postConcurrency) {

  private static final int DEFAULT_POST_CONCURRENCY = 64;

  /**
   * Reads the environment of a handler.
   *
   * @throws ConfigurationException if anything is absent or wrong
   */
  public static ChatSettings fromEnvironment(Map<String, String> environment) {
    var env = new EnvironmentReader(environment);
    var settings =
        new ChatSettings(
            TableNames.read(env),
            AwsSettings.read(env),
            env.requiredHttpUri("CALLBACK_ENDPOINT"),
            env.integer("POST_CONCURRENCY", DEFAULT_POST_CONCURRENCY, 1, 1000));
    env.check();
    return settings;
  }
}
