package dev.chatctl.core.aws;

import dev.chatctl.core.settings.AwsSettings;
import dev.chatctl.core.settings.ChatSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The AWS clients of one process. They share one keep-alive connection pool per endpoint and
 * complete their futures on its event loops, so whoever continues such a future must not block.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private final AwsSettings settings;
  private final URI callbackEndpoint;
  private final SdkAsyncHttpClient http;
  private final AwsAccess access;
  private final DynamoDbAsyncClient dynamoDb;

  private @Nullable ApiGatewayManagementApiAsyncClient callback;
  private @Nullable SqsAsyncClient sqs;

  public AwsClients(ChatSettings settings) {
    this.http =
        AwsCrtAsyncHttpClient.builder()
            .maxConcurrency(settings.fanOut().concurrency())
            .connectionTimeout(CONNECT_TIMEOUT)
            .build();
    this.settings = settings.aws();
    this.callbackEndpoint = settings.callbackEndpoint();
    this.access = new AwsAccess(settings.aws().region(), credentials(settings.aws()), http);
    var tables = access.configure(DynamoDbAsyncClient.builder());
    settings.aws().dynamoDbEndpoint().ifPresent(tables::endpointOverride);
    this.dynamoDb = tables.build();
  }

  /** What the clients share. */
  public AwsAccess access() {
    return access;
  }

  public DynamoDbAsyncClient dynamoDb() {
    return dynamoDb;
  }

  /** For single connections; a broadcast has its own way. Made on first use. */
  public synchronized ApiGatewayManagementApiAsyncClient callback() {
    if (callback == null) {
      callback =
          access
              .configure(ApiGatewayManagementApiAsyncClient.builder())
              .endpointOverride(callbackEndpoint)
              .build();
    }
    return callback;
  }

  /** Made on first use: most functions never send a job. */
  public synchronized SqsAsyncClient sqs() {
    if (sqs == null) {
      var builder = access.configure(SqsAsyncClient.builder());
      settings.sqsEndpoint().ifPresent(builder::endpointOverride);
      sqs = builder.build();
    }
    return sqs;
  }

  @Override
  public synchronized void close() {
    if (sqs != null) {
      sqs.close();
    }
    if (callback != null) {
      callback.close();
    }
    dynamoDb.close();
    http.close();
  }

  private static AwsCredentialsProvider credentials(AwsSettings settings) {
    return settings
        .credentials()
        .map(AwsClients::fixed)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private static AwsCredentialsProvider fixed(AwsSettings.Credentials credentials) {
    return StaticCredentialsProvider.create(
        credentials
            .sessionToken()
            .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                token ->
                    AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretKey(), token))
            .orElseGet(
                () ->
                    AwsBasicCredentials.create(
                        credentials.accessKeyId(), credentials.secretKey())));
  }
}
