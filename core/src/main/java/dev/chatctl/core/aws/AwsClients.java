package dev.chatctl.core.aws;

import dev.chatctl.core.aws.JsonService.Endpoint;
import dev.chatctl.core.aws.JsonService.Patience;
import dev.chatctl.core.table.Tables;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;

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
  }

  /** For posts to connections, without a client around them. */
  public SignedHttp signed() {
    return signed;
  }

  /** For whoever configures a client of the SDK. */
  public AwsAccess access() {
    return access;
  }

  public Tables tables() {
    return new DynamoDbTables(
        service(Endpoint.dynamoDb(settings.region(), settings.dynamoDbEndpoint())));
  }

  public JsonService sqs() {
    return service(Endpoint.sqs(settings.region(), settings.sqsEndpoint()));
  }

  @Override
  public void close() {
    http.close();
  }

  /** What they reach AWS over unless they are given another. */
  public static SdkAsyncHttpClient transport(AwsSettings settings) {
    return new ClosableHttp(
        AwsCrtAsyncHttpClient.builder()
            .maxConcurrency(settings.connections())
            .connectionTimeout(CONNECT_TIMEOUT)
            .build());
  }

  private JsonService service(Endpoint endpoint) {
    return new JsonService(
        new SignedHttp(access, settings.connections()),
        endpoint,
        RetryPolicy.service(() -> ThreadLocalRandom.current().nextDouble()),
        Patience.OF_A_ROUTE,
        listener);
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
