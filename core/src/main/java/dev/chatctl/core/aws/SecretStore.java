package dev.chatctl.core.aws;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.chatctl.core.aws.JsonService.Endpoint;
import dev.chatctl.core.aws.JsonService.Patience;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;

/**
 * A secret of Secrets Manager or a parameter of Parameter Store, by its ARN. Both keep the version
 * before the current one, which stays good until the next replaces it: whoever still uses it is not
 * shut out by a rotation.
 */
public final class SecretStore {
  /** AWS: what a secret or parameter without a version before answers. */
  private static final Set<String> NONE_BEFORE =
      Set.of("ResourceNotFoundException", "ParameterVersionNotFound", "ParameterNotFound");

  private final String arn;
  private final JsonService service;

  private SecretStore(String arn, JsonService service) {
    this.arn = arn;
    this.service = service;
  }

  /**
   * A store in the ARN's region, reached with the process's own credentials.
   *
   * @param url overrides the region's
   */
  public static SecretStore of(String arn, Optional<URI> url) {
    String region = arn.split(":", -1)[3];
    var http = AwsCrtAsyncHttpClient.builder().maxConcurrency(2).build();
    var access = new AwsAccess(region, DefaultCredentialsProvider.builder().build(), http);
    return new SecretStore(
        arn,
        new JsonService(
            new SignedHttp(access),
            isParameter(arn) ? Endpoint.ssm(region, url) : Endpoint.secretsManager(region, url),
            RetryPolicy.service(() -> ThreadLocalRandom.current().nextDouble()),
            Patience.BRIEF,
            CallListener.NONE));
  }

  /**
   * The current value, and the one before if there is one.
   *
   * @return fails with {@link ServiceFailure} if the store refuses, with {@code SdkClientException}
   *     if it does not answer
   */
  public CompletableFuture<List<String>> values() {
    return isParameter(arn) ? parameters() : secrets();
  }

  private CompletableFuture<List<String>> secrets() {
    return both(secret("AWSCURRENT"), secret("AWSPREVIOUS"));
  }

  private CompletableFuture<String> secret(String stage) {
    byte[] request =
        Json.object(
            json -> {
              json.writeStringField("SecretId", arn);
              json.writeStringField("VersionStage", stage);
            });
    return service
        .call("GetSecretValue", request, Json::document)
        .thenApply(answer -> answer.string("SecretString").orElse(""));
  }

  private CompletableFuture<List<String>> parameters() {
    return parameter(arn)
        .thenCompose(
            current -> {
              long version = current.integer("Version").orElse(1);
              CompletableFuture<String> value = completedFuture(value(current));
              return version == 1
                  ? value.thenApply(List::of)
                  : both(value, parameter(arn + ":" + (version - 1)).thenApply(SecretStore::value));
            });
  }

  private CompletableFuture<JsonObject> parameter(String name) {
    byte[] request =
        Json.object(
            json -> {
              json.writeStringField("Name", name);
              json.writeBooleanField("WithDecryption", true);
            });
    return service
        .call("GetParameter", request, Json::document)
        .thenApply(answer -> answer.object("Parameter"));
  }

  private static CompletableFuture<List<String>> both(
      CompletableFuture<String> current, CompletableFuture<String> before) {
    return current.thenCombine(
        before
            .thenApply(Optional::of)
            .exceptionallyCompose(
                failure ->
                    Futures.cause(failure) instanceof ServiceFailure refusal
                            && NONE_BEFORE.contains(refusal.type())
                        ? completedFuture(Optional.empty())
                        : failedFuture(failure)),
        (now, then) -> Stream.concat(Stream.of(now), then.stream()).toList());
  }

  private static String value(JsonObject parameter) {
    return parameter.string("Value").orElse("");
  }

  private static boolean isParameter(String arn) {
    return arn.contains(":ssm:");
  }
}
