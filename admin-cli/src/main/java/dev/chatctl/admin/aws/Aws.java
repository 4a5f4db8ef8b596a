package dev.chatctl.admin.aws;

import dev.chatctl.admin.described.DescribedCensus;
import dev.chatctl.admin.described.DescribedTables;
import dev.chatctl.admin.target.Target;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.admin.target.Targets;
import dev.chatctl.cli.CliException;
import dev.chatctl.core.aws.AwsAccess;
import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.aws.DynamoDbTables;
import dev.chatctl.core.aws.Http;
import dev.chatctl.core.aws.JsonService;
import dev.chatctl.core.aws.JsonService.Endpoint;
import dev.chatctl.core.aws.JsonService.Patience;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.aws.SignedHttp;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.census.SessionRow;
import dev.chatctl.core.census.TableCensus;
import dev.chatctl.core.census.Traces;
import dev.chatctl.core.fanout.CallbackPoster;
import dev.chatctl.core.fanout.ConnectionPoster;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.moderation.ModerationTable;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.settings.RateLimitSettings;
import dev.chatctl.core.settings.RetentionSettings;
import dev.chatctl.core.table.Tables;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

/** A target's clients and what core builds on them. Not thread-safe. */
public final class Aws implements AutoCloseable {
  /** A page of a table is up to a megabyte. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Target target;
  private final Optional<Duration> timeout;
  private final Transport http;
  private final AwsAccess access;
  private final Consumer<String> unreadable;
  private @Nullable ApiGatewayManagementApiAsyncClient callback;
  private @Nullable Census census;
  private @Nullable DescribedCensus described;

  private Aws(
      Target target, Optional<Duration> timeout, Transport http, Consumer<String> unreadable) {
    this.unreadable = unreadable;
    this.target = target;
    this.timeout = timeout;
    this.http = http;
    this.access = new AwsAccess(target.require("region"), credentials(target), http);
  }

  /** For the target of this command. */
  public static Aws of(TargetedInvocation invocation) {
    return new Aws(
        Targets.of(invocation), invocation.options().timeout(), new Transport(), invocation::say);
  }

  public Target target() {
    return target;
  }

  public AwsAccess access() {
    return access;
  }

  public Tables tables() {
    return tables(CallListener.NONE);
  }

  /** The tables, with somebody who is told of every answer. */
  public Tables tables(CallListener listener) {
    var endpoint = Endpoint.dynamoDb(access.region(), target.url("dynamodb_endpoint"));
    return new DynamoDbTables(
        new JsonService(
            http(endpoint.url()),
            endpoint,
            target.local() ? RetryPolicy.once() : RetryPolicy.service(Math::random),
            new Patience(PATIENCE, PATIENCE, timeout),
            listener));
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
    String endpoint = target.require("management_endpoint");
    return new CallbackPoster(http(endpoint), URI.create(endpoint));
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
    if (census == null) {
      Optional<DescribedCensus> other = described();
      census = other.isPresent() ? other.get() : new TableCensus(tables(), target.tables());
    }
    return census;
  }

  /** The tables of a chat that is not ours, if the target is one. */
  public Optional<DescribedCensus> described() {
    if (described == null && target.chat().isPresent()) {
      described =
          new DescribedCensus(
              tables(),
              new DescribedTables(target.chat().get(), target.describedTables()),
              unreadable);
    }
    return Optional.ofNullable(described);
  }

  /**
   * What operators forbid and did.
   *
   * @throws CliException if the chat has no table of it
   */
  public ModerationTable moderation() {
    requireOurs();
    return new ModerationTable(tables(), target.require("tables.moderation"));
  }

  /**
   * For what only our own tables can hold.
   *
   * @throws CliException if the chat is another one
   */
  public void requireOurs() {
    if (target.chat().isPresent()) {
      throw CliException.usage(
          "this chat has no tables for it (chat: %s)".formatted(target.require("chat")),
          "only chats of chatctl's own backend can be moderated");
    }
  }

  /** What is kept of somebody; for chats of our own. */
  public Traces traces() {
    return new Traces(tables(), target.tables(), target.require("tables.moderation"));
  }

  /** Notes why a connection is about to be closed. */
  public CompletableFuture<?> endFor(String connectionId, String reason) {
    return tables()
        .update(SessionRow.endFor(target.tables().sessionHistory(), connectionId, reason));
  }

  /** Takes a connection that turned out dead off the list. */
  public CompletableFuture<?> remove(ConnectionRow dead, Instant now) {
    Optional<DescribedCensus> other = described();
    return other.isPresent()
        ? other.get().remove(dead.connectionId())
        : registry().remove(dead.recipient(), now);
  }

  private Registry registry() {
    return new Registry(
        tables(), target.tables(), new RateLimitSettings(RateLimitSettings.UNLIMITED, 1));
  }

  public MessageHistory messages() {
    // As far back as any chat may keep messages.
    return new MessageHistory(
        tables(),
        target.tables().messageHistory(),
        MessageHistory.MEMORY,
        RetentionSettings.LONGEST_HISTORY);
  }

  @Override
  public void close() {
    http.close();
  }

  private Http http(String url) {
    return target.local() && url.startsWith("http:")
        ? new UnsignedHttp(http.threads())
        : new SignedHttp(access);
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
