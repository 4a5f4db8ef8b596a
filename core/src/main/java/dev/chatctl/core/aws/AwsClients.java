package dev.chatctl.core.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
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

/**
 * The AWS clients of one process. They share one keep-alive connection pool per endpoint and
 * complete their futures on its event loops, so whoever continues such a future must not block.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private final AwsSettings settings;
  private final SdkAsyncHttpClient http;
  private final AwsAccess access;
  private final SignedHttp signed;
  private final CallListener listener;
  private final DynamoDbAsyncClient dynamoDb;

  private @Nullable ApiGatewayManagementApiAsyncClient callback;

  public AwsClients(AwsSettings settings) {
    this(settings, CallListener.NONE);
  }

  /**
   * The clients of a deployment.
   *
   * @param listener told of every request to DynamoDB and SQS
   */
  public AwsClients(AwsSettings settings, CallListener listener) {
    this(settings, listener, transport(settings));
  }

  /**
   * The same over another transport, which they close.
   *
   * @param http such as {@link RehearsalHttp}
   */
  public AwsClients(AwsSettings settings, CallListener listener, SdkAsyncHttpClient http) {
    this.http = http;
    this.settings = settings;
    this.access = new AwsAccess(settings.region(), credentials(settings), http);
    this.signed = new SignedHttp(access, settings.connections());
    this.listener = listener;
    this.dynamoDb =
        new LeanDynamoDb(
            service(settings.dynamoDbEndpoint(), LeanDynamoDb.SERVICE, LeanDynamoDb.TARGET_PREFIX));
  }

  /** For posts to connections, without a client around them. */
  public SignedHttp signed() {
    return signed;
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
              .endpointOverride(settings.callbackEndpoint())
              .build();
    }
    return callback;
  }

  /** SQS. */
  public JsonService sqs() {
    return service(settings.sqsEndpoint(), "sqs", "AmazonSQS");
  }

  @Override
  public synchronized void close() {
    if (callback != null) {
      callback.close();
    }
    http.close();
  }

  private static SdkAsyncHttpClient transport(AwsSettings settings) {
    return AwsCrtAsyncHttpClient.builder()
        .maxConcurrency(settings.connections())
        .connectionTimeout(CONNECT_TIMEOUT)
        .build();
  }

  private JsonService service(Optional<URI> endpoint, String name, String targetPrefix) {
    String url =
        endpoint.isPresent() ? endpoint.get().toString() : regionalUrl(name, settings.region());
    var retries = RetryPolicy.service(() -> ThreadLocalRandom.current().nextDouble());
    var http = new SignedHttp(access, settings.connections());
    return new JsonService(http, url, name, targetPrefix, retries, listener);
  }

  // AWS: China has a domain of its own.
  private static String regionalUrl(String service, String region) {
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return "https://" + service + "." + region + "." + domain;
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
