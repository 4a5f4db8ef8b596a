package dev.chatctl.core.settings;

import dev.chatctl.core.aws.AwsSettings;
import dev.chatctl.core.aws.AwsSettings.Credentials;
import java.util.Map;

/** What a deployment decides; docs/architecture.md lists the variables. */
public record BackendSettings(
    TableNames tables,
    AwsSettings aws,
    FanOutSettings fanOut,
    RoomSettings rooms,
    RateLimitSettings rateLimit,
    LimitSettings limits,
    LogSettings log,
    String moderationTable) {

  /**
   * Reads the environment of a handler.
   *
   * @throws ConfigurationException if anything is absent or wrong
   */
  public static BackendSettings fromEnvironment(Map<String, String> environment) {
    var env = new EnvironmentReader(environment);
    FanOutSettings fanOut = FanOutSettings.read(env);
    var settings =
        new BackendSettings(
            TableNames.read(env),
            aws(env, fanOut.concurrency()),
            fanOut,
            RoomSettings.read(env),
            RateLimitSettings.read(env),
            LimitSettings.read(env),
            LogSettings.read(env),
            env.required("MODERATION_TABLE"));
    env.check();
    return settings;
  }

  private static AwsSettings aws(EnvironmentReader env, int connections) {
    return new AwsSettings(
        env.required("AWS_REGION"),
        env.requiredHttpUri("CALLBACK_ENDPOINT"),
        env.httpUri("AWS_ENDPOINT_URL_DYNAMODB").or(() -> env.httpUri("AWS_ENDPOINT_URL")),
        env.httpUri("AWS_ENDPOINT_URL_SQS").or(() -> env.httpUri("AWS_ENDPOINT_URL")),
        connections,
        env.text("AWS_ACCESS_KEY_ID")
            .flatMap(
                id ->
                    env.text("AWS_SECRET_ACCESS_KEY")
                        .map(
                            secret -> new Credentials(id, secret, env.text("AWS_SESSION_TOKEN")))));
  }
}
