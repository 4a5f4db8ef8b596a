package dev.chatctl.core.settings;

import java.net.URI;
import java.util.Map;

/**
 * What a deployment decides; docs/configuration.md lists the variables.
 *
 * @param callbackEndpoint the base of {@code /@connections}. It is configured rather than taken
 *     from an event's domain and stage, because those name a custom domain when a client came
 *     through one, and there the path has no stage.
 */
public record ChatSettings(
    TableNames tables,
    AwsSettings aws,
    URI callbackEndpoint,
    FanOutSettings fanOut,
    RoomSettings rooms,
    SpeakingLimits speaking,
    LogSettings log) {

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
            FanOutSettings.read(env),
            RoomSettings.read(env),
            SpeakingLimits.read(env),
            LogSettings.read(env));
    env.check();
    return settings;
  }
}
