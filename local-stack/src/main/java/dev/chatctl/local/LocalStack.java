package dev.chatctl.local;

import static java.util.Objects.requireNonNull;

import dev.chatctl.core.Chat;
import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.FunctionDefinition;
import dev.chatctl.core.definition.TableDefinition;
import dev.chatctl.core.settings.AuthSettings;
import dev.chatctl.core.settings.ChatSettings;
import dev.chatctl.gateway.BoundGateway;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.GatewaySettings;
import dev.chatctl.gateway.GatewayStartException;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.observe.Metric;
import dev.chatctl.gateway.observe.Metrics;
import dev.chatctl.handlers.auth.AuthorizerHandler;
import dev.chatctl.local.logs.AccessLogGroup;
import dev.chatctl.local.logs.CurrentFunction;
import dev.chatctl.local.logs.FunctionLog;
import dev.chatctl.local.logs.LogStore;
import dev.chatctl.local.logs.LogsEndpoint;
import dev.chatctl.local.metrics.DynamoDbMetrics;
import dev.chatctl.local.metrics.MetricStore;
import dev.chatctl.local.metrics.MetricsEndpoint;
import dev.chatctl.local.metrics.QueueMetrics;
import dev.chatctl.local.page.PageServer;
import dev.chatctl.local.queue.ElasticMq;
import dev.chatctl.local.queue.EventSourceMapping;
import dev.chatctl.local.queue.Queues;
import dev.chatctl.local.schedule.Scheduler;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The running backend: DynamoDB Local with the definition's tables, the handlers that deploy to
 * Lambda, and the gateway that invokes them for the definition's routes. The handlers reach
 * DynamoDB and {@code @connections} over HTTP with the AWS SDK, as they do on AWS.
 */
public final class LocalStack implements AutoCloseable {
  private static final String REGION = "us-east-1";
  private static final String STAGE = "local";

  /** DynamoDB Local and the gateway check no signatures; the SDK insists on signing. */
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("local", "local");

  private final Closers closers;
  private final DynamoDbClient dynamoDb;
  private final Addresses addresses;

  private LocalStack(Closers closers, DynamoDbClient dynamoDb, Addresses addresses) {
    this.closers = closers;
    this.dynamoDb = dynamoDb;
    this.addresses = addresses;
  }

  /**
   * Starts everything as deployed.
   *
   * @param port the gateway's port, 0 for a free one
   */
  public static LocalStack start(int port) throws Exception {
    return start(StackOptions.defaults().withPort(port));
  }

  /**
   * Starts everything and returns when clients may connect.
   *
   * @throws GatewayStartException if the gateway's port cannot be had
   * @throws java.net.BindException if the page's port cannot be had
   * @throws dev.chatctl.core.settings.ConfigurationException if the handlers refuse their
   *     environment
   */
  static LocalStack start(StackOptions options) throws Exception {
    var closers = new Closers();
    try {
      ApiDefinition definition = ApiDefinition.load();
      // The ports come first: when one is taken there is nothing to wait for.
      var metrics = new MetricStore();
      var logStore = new LogStore(InstantSource.system());
      var accessLog = new AccessLogGroup(logStore, definition.name());
      BoundGateway bound =
          closers.add(
              Gateway.bind(
                  GatewaySettings.defaults()
                      .withPort(options.port())
                      .withFaults(options.faults())
                      .withLimits(options.limits())
                      .withObserver(
                          GatewayObserver.all(
                              observer(metrics), accessLog, options.gatewayLog().into(logStore)))));
      FaultsEndpoint faults = closers.add(FaultsEndpoint.bind());
      PageServer page = closers.add(PageServer.bind(options.pagePort()));
      // ElasticMQ takes as long to start as everything else together, so it starts beside it.
      var starting = CompletableFuture.supplyAsync(ElasticMq::start);
      DynamoDbLocal database = closers.add(DynamoDbLocal.start());
      DynamoDbClient dynamoDb = closers.add(client(database));
      Map<String, String> tables = createTables(definition, new Tables(dynamoDb));
      MetricsEndpoint metricsEndpoint = closers.add(MetricsEndpoint.start(metrics));
      LogsEndpoint logsEndpoint = closers.add(LogsEndpoint.start(logStore));
      Map<String, FunctionLog> logs = logs(definition, logStore);
      var addresses =
          new Addresses(
              bound.webSocketUrl(STAGE),
              bound.managementEndpoint(STAGE),
              database.endpoint(),
              logsEndpoint.endpoint(),
              page.url(),
              metricsEndpoint.uri(),
              faults.url(),
              REGION,
              tables,
              logGroups(logs, accessLog));
      ElasticMq elasticMq = closers.add(starting.join());
      SqsClient sqs = closers.add(client(elasticMq));
      Map<String, String> environment = environment(definition, addresses);
      environment.put("AWS_ENDPOINT_URL_SQS", elasticMq.endpoint().toString());
      Map<String, String> queues = createQueues(definition, new Queues(sqs));
      queues.forEach(
          (queue, url) ->
              environment.put(
                  requireNonNull(definition.queues().get(queue)).environmentVariable(), url));
      environment.put("JWT_SECRET", tokenSecret());
      environment.put("GUESTS", "allow");
      // A load test is a client that sends as fast as it can.
      environment.put("MESSAGES_PER_SECOND", "0");
      // The gateway has the rates of --limits, and by default none.
      environment.put("POSTS_PER_SECOND", "0");
      environment.putAll(options.environment());
      var current = new CurrentFunction();
      Chat chat =
          closers.add(
              Chat.fromEnvironment(
                  environment,
                  new HandlerLines(metrics, current, System.err).stream(),
                  new DynamoDbMetrics(metrics)));
      var authorizer = new AuthorizerHandler(AuthSettings.fromEnvironment(environment));
      var functions = new Functions(chat, authorizer, definition.name(), metrics, logs, current);
      closers.add(QueueMetrics.start(sqs, metrics, System.err, InstantSource.system()));
      for (FunctionDefinition function : definition.functions().values()) {
        function
            .queue()
            .map(queues::get)
            .ifPresent(
                url ->
                    closers.add(
                        EventSourceMapping.start(
                            sqs, url, functions.function(function), System.err)));
      }
      for (FunctionDefinition function : definition.functions().values()) {
        if (function.schedule().isPresent()) {
          closers.add(
              Scheduler.start(function.schedule().get(), functions.function(function), System.err));
        }
      }
      faults.serve(closers.add(bound.serve(functions.api(definition, STAGE, REGION))));
      page.serve(
          addresses.webSocketUrl(),
          ChatSettings.fromEnvironment(environment),
          requireNonNull(environment.get("JWT_SECRET")));
      return new LocalStack(closers, dynamoDb, addresses);
    } catch (Exception e) {
      closers.close();
      throw e;
    }
  }

  public Addresses addresses() {
    return addresses;
  }

  /** A client of the tables, for looking into them. */
  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** Stops everything; doing it twice is the same as once. */
  @Override
  public void close() {
    closers.close();
  }

  private static GatewayObserver observer(MetricStore store) {
    return new Metrics(
        true,
        sample ->
            store.add(
                Metric.NAMESPACE,
                sample.name().name(),
                sample.dimensions(),
                sample.value(),
                sample.time()));
  }

  /** Of this run only: nobody else can have issued a token that this stack accepts. */
  private static String tokenSecret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  private static Map<String, FunctionLog> logs(ApiDefinition definition, LogStore store) {
    var logs = new LinkedHashMap<String, FunctionLog>();
    for (String function : definition.functions().keySet()) {
      String deployedName = definition.name() + "-" + function.replace('_', '-');
      logs.put(function, new FunctionLog(store, deployedName, InstantSource.system()));
    }
    return logs;
  }

  // As the Terraform output of that name.
  private static Map<String, String> logGroups(
      Map<String, FunctionLog> logs, AccessLogGroup accessLog) {
    var groups = new LinkedHashMap<String, String>();
    logs.forEach((function, log) -> groups.put(function, log.group()));
    groups.put("access", accessLog.group());
    return groups;
  }

  private static DynamoDbClient client(DynamoDbLocal database) {
    return DynamoDbClient.builder()
        .endpointOverride(database.endpoint())
        .region(Region.of(REGION))
        .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static SqsClient client(ElasticMq elasticMq) {
    return SqsClient.builder()
        .endpointOverride(elasticMq.endpoint())
        .region(Region.of(REGION))
        .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static Map<String, String> createQueues(ApiDefinition definition, Queues queues) {
    var urls = new LinkedHashMap<String, String>();
    for (FunctionDefinition function : definition.functions().values()) {
      function
          .queue()
          .map(definition.queues()::get)
          .ifPresent(
              queue ->
                  urls.put(
                      queue.name(),
                      queues.create(
                          queue,
                          definition.name() + "-" + queue.name().replace('_', '-'),
                          function.timeout())));
    }
    return urls;
  }

  private static Map<String, String> createTables(ApiDefinition definition, Tables tables) {
    var names = new LinkedHashMap<String, String>();
    for (TableDefinition table : definition.tables().values()) {
      String deployedName = definition.name() + "-" + table.name().replace('_', '-');
      tables.create(table, deployedName);
      names.put(table.name(), deployedName);
    }
    return names;
  }

  /** What Terraform sets as the functions' environment on AWS. */
  private static Map<String, String> environment(ApiDefinition definition, Addresses addresses) {
    var environment = new LinkedHashMap<String, String>();
    definition
        .tables()
        .values()
        .forEach(
            table ->
                environment.put(
                    table.environmentVariable(),
                    addresses.tables().getOrDefault(table.name(), table.name())));
    environment.put("CALLBACK_ENDPOINT", addresses.managementEndpoint().toString());
    environment.put("AWS_REGION", REGION);
    environment.put("SERVICE", definition.name());
    environment.put("STAGE", STAGE);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", addresses.dynamoDbEndpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", CREDENTIALS.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", CREDENTIALS.secretAccessKey());
    return environment;
  }
}
