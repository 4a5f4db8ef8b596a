package dev.chatctl.admin.aws;

import dev.chatctl.admin.target.Target;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.admin.target.Targets;
import dev.chatctl.core.aws.AwsAccess;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.fanout.CallbackPoster;
import dev.chatctl.core.fanout.ConnectionPoster;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.settings.RateLimitSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** A target's clients and what core builds on them. Not thread-safe. */
public final class Aws implements AutoCloseable {
  private final Target target;
  private final Optional<Duration> timeout;
  private final Transport http;
  private final AwsAccess access;
  private @Nullable DynamoDbAsyncClient dynamoDb;
  private @Nullable ApiGatewayManagementApiAsyncClient callback;

  private Aws(Target target, Optional<Duration> timeout, Transport http) {
    this.target = target;
    this.timeout = timeout;
    this.http = http;
    this.access = new AwsAccess(target.require("region"), credentials(target), http);
  }

  /** For the target of this command. */
  public static Aws of(TargetedInvocation invocation) {
    return new Aws(Targets.of(invocation), invocation.options().timeout(), new Transport());
  }

  public Target target() {
    return target;
  }

  public AwsAccess access() {
    return access;
  }

  public DynamoDbAsyncClient dynamoDb() {
    if (dynamoDb == null) {
      dynamoDb = build(DynamoDbAsyncClient.builder(), "dynamodb_endpoint").build();
    }
    return dynamoDb;
  }

  public ApiGatewayManagementApiAsyncClient callback() {
    if (callback == null) {
      target.require("management_endpoint");
      callback = build(ApiGatewayManagementApiAsyncClient.builder(), "management_endpoint").build();
    }
    return callback;
  }

  /** Posts without the generated client, for many of them. */
  public ConnectionPoster poster() {
    URI endpoint = URI.create(target.require("management_endpoint"));
    if (target.local() && "http".equals(endpoint.getScheme())) {
      return new UnsignedPoster(http.plain(), http.threads(), endpoint);
    }
    return new CallbackPoster(access, endpoint);
  }

  public CloudWatchLogsAsyncClient logs() {
    CloudWatchLogsAsyncClientBuilder builder =
        build(CloudWatchLogsAsyncClient.builder(), "logs_endpoint");
    if (target.url("logs_endpoint").isPresent()) {
      // Live tail's host has a prefix, which an endpoint that was named does not resolve with.
      builder.overrideConfiguration(
          builder
              .overrideConfiguration()
              .copy(
                  override ->
                      override.putAdvancedOption(
                          SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)));
    }
    return builder.build();
  }

  public Census census() {
    Optional<URI> endpoint = target.url("dynamodb_endpoint");
    return target.local() && endpoint.isPresent()
        ? new Census(
            this::dynamoDb,
            target.tables(),
            new UnsignedScan(http.plain(), http.threads(), endpoint.get()))
        : new Census(dynamoDb(), target.tables());
  }

  public Registry registry() {
    return new Registry(
        dynamoDb(), target.tables(), new RateLimitSettings(RateLimitSettings.UNLIMITED, 1));
  }

  public MessageHistory messages() {
    return new MessageHistory(dynamoDb(), target.tables().messageHistory());
  }

  @Override
  public void close() {
    http.close();
  }

  private <
          B extends
              AwsClientBuilder<B, C>
                  & software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder<B, C>,
          C>
      B build(B builder, String endpoint) {
    access.configure(builder);
    Optional<URI> url = target.url(endpoint);
    url.ifPresent(builder::endpointOverride);
    timeout.ifPresent(
        limit -> builder.overrideConfiguration(override -> override.apiCallTimeout(limit)));
    return builder;
  }

  private static AwsCredentialsProvider credentials(Target target) {
    if (target.local()) {
      return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    }
    var chain = DefaultCredentialsProvider.builder();
    target.value("profile").ifPresent(chain::profileName);
    return chain.build();
  }
}
