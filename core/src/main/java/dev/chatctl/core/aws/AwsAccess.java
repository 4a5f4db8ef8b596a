package dev.chatctl.core.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How this process reaches AWS. Every client is configured here, whatever its service.
 *
 * @param http shared by all clients; whoever made it closes it
 */
public record AwsAccess(
    String region, AwsCredentialsProvider credentials, SdkAsyncHttpClient http) {

  /** Futures complete on the transport's threads, so whoever continues them must not block. */
  public <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> B configure(
      B builder) {
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .httpClient(http)
        // Hopping to another thread for every completion costs more than completing.
        .asyncConfiguration(
            async ->
                async.advancedOption(
                    SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
  }
}
