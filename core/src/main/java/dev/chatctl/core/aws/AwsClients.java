package dev.chatctl.core.aws;

import dev.chatctl.core.settings.AwsSettings;
import dev.chatctl.core.settings.ChatSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
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
  private final SdkAsyncHttpClient http;
  private final AwsAccess access;
  private final DynamoDbAsyncClient dynamoDb;
  private final ApiGatewayManagementApiAsyncClient callback;

  private @Nullable SqsAsyncClient sqs;

  public AwsClients(ChatSettings settings) {
    this.http =
        AwsCrtAsyncHttpClient.builder()
            .maxConcurrency(settings.fanOut().concurrency())
            .connectionTimeout(CONNECT_TIMEOUT)
            .build();
    this.settings = settings.aws();
    this.access = new AwsAccess(settings.aws().region(), credentials(settings.aws()), http);
    var tables = access.configure(DynamoDbAsyncClient.builder());
    settings.aws().dynamoDbEndpoint().ifPresent(tables::endpointOverride);
    this.dynamoDb = tables.build();
    this.callback =
        access
            .configure(ApiGatewayManagementApiAsyncClient.builder())
            .endpointOverride(settings.callbackEndpoint())
            // The broadcaster retries: it knows the deadline, counts, and never blocks a thread.
            .overrideConfiguration(
                override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
  }

  public DynamoDbAsyncClient dynamoDb() {
    return dynamoDb;
  }

  public ApiGatewayManagementApiAsyncClient callback() {
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
    dynamoDb.close();
    callback.close();
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
