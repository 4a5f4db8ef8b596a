package dev.chatctl.local;

import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.FunctionDefinition;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.gateway.BoundGateway;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.GatewaySettings;
import dev.chatctl.gateway.GatewayStartException;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.observe.GatewayMetric;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.observe.Metrics;
import dev.chatctl.local.fault.Chances;
import dev.chatctl.local.logs.AccessLogGroup;
import dev.chatctl.local.logs.CurrentFunction;
import dev.chatctl.local.logs.FunctionLog;
import dev.chatctl.local.logs.LogStore;
import dev.chatctl.local.logs.LogsEndpoint;
import dev.chatctl.local.metrics.DynamoDbMetrics;
import dev.chatctl.local.metrics.MetricStore;
import dev.chatctl.local.metrics.MetricsHandler;
import dev.chatctl.local.metrics.QueueMetrics;
import dev.chatctl.local.page.PageServer;
import dev.chatctl.local.page.TokenIssuer;
import dev.chatctl.local.queue.EventSourceMapping;
import dev.chatctl.local.schedule.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The running backend: DynamoDB Local with the definition's tables, the handlers that deploy to
 * Lambda, and the gateway that invokes them for the definition's routes. The handlers reach
 * DynamoDB and {@code @connections} over HTTP with the AWS SDK, as they do on AWS.
 */
public final class LocalStack implements AutoCloseable {
  private static final String STAGE = "local";
  private static final String METRICS = "/metrics";
  private static final String FAULTS = "/faults";

  /** With 1,000 clients connected, their {@code $disconnect}s take about 6 s. */
  private static final Duration STOPPING = Duration.ofSeconds(20);

  private final Closers closers;
  private final DynamoDbClient dynamoDb;
  private final MetricStore metrics;
  private final Addresses addresses;

  private LocalStack(
      Closers closers, DynamoDbClient dynamoDb, MetricStore metrics, Addresses addresses) {
    this.closers = closers;
    this.dynamoDb = dynamoDb;
    this.metrics = metrics;
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
      var metrics = new MetricStore();
      var logStore = new LogStore(InstantSource.system());
      var accessLog = new AccessLogGroup(logStore, definition.name());
      // The ports come first: when one is taken there is nothing to wait for.
      PageServer page = closers.add(PageServer.bind(options.pagePort()));
      BoundGateway bound =
          closers.add(
              Gateway.bind(
                  GatewaySettings.defaults()
                      .withPort(options.port())
                      .withFaults(options.faults().gateway())
                      .withLimits(options.limits())
                      .withTimeouts(Timeouts.AWS.withShutdown(STOPPING))
                      .withFilter(LocalPages.of(page.url(), options.origins()))
                      .withObserver(
                          GatewayObserver.all(
                              observer(metrics), accessLog, options.gatewayLog().into(logStore)))));
      LoopbackServer control = closers.add(LoopbackServer.bind(0));
      Services services = Services.start(definition, options.data(), closers);
      var issuer = new TokenIssuer(page.url(), definition.name(), InstantSource.system());
      Map<String, String> environment =
          HandlerEnvironment.of(
              definition,
              services,
              bound.managementEndpoint(STAGE),
              STAGE,
              issuer,
              options.environment());
      var current = new CurrentFunction();
      var chances = new Chances(options.faults());
      var environments =
          closers.add(
              new Environments(
                  environment,
                  new HandlerLines(metrics, current, System.err).stream(),
                  new DynamoDbMetrics(metrics),
                  chances));
      Map<String, FunctionLog> logs = logs(definition, logStore);
      var functions = new Functions(definition, environments, metrics, logs, current);
      closers.add(QueueMetrics.start(services.queues().values(), metrics, InstantSource.system()));
      startTriggers(definition, services, functions, chances, closers);
      var addresses =
          new Addresses(
              new Addresses.Api(bound.webSocketUrl(STAGE), bound.managementEndpoint(STAGE)),
              new Addresses.Aws(
                  Services.REGION,
                  services.dynamoDbEndpoint(),
                  closers.add(LogsEndpoint.start(logStore)).endpoint(),
                  services.tables(),
                  logGroups(logs, accessLog)),
              page.url(),
              new Addresses.Controls(control.uri(METRICS), control.uri(FAULTS)));
      // Last, and so the first to close: its clients' functions end while all they need is there.
      Gateway gateway = closers.add(bound.serve(functions.api(STAGE, Services.REGION)));
      control.add(METRICS, new MetricsHandler(metrics));
      control.add(FAULTS, new FaultsHandler(gateway, chances));
      control.start();
      page.serve(
          addresses.api().webSocketUrl(),
          BackendSettings.fromEnvironment(environment),
          environment.entrySet().containsAll(issuer.environment().entrySet())
              ? Optional.of(issuer)
              : Optional.empty());
      return new LocalStack(closers, services.dynamoDb(), metrics, addresses);
    } catch (Exception e) {
      closers.closeAfter(e);
      throw e;
    }
  }

  /** Starts what invokes the functions that have no route: queues and schedules. */
  private static void startTriggers(
      ApiDefinition definition,
      Services services,
      Functions functions,
      Chances chances,
      Closers closers) {
    for (FunctionDefinition function : definition.functions().values()) {
      function
          .queue()
          .map(services.queues()::get)
          .ifPresent(
              queue ->
                  closers.add(
                      EventSourceMapping.start(
                          queue, functions.function(function.name()), chances, System.err)));
      function
          .schedule()
          .ifPresent(
              rate ->
                  closers.add(
                      Scheduler.start(rate, functions.function(function.name()), System.err)));
    }
  }

  public Addresses addresses() {
    return addresses;
  }

  /** A client of the tables, for looking into them. */
  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** What was counted, for looking into it; a stopped stack has it still. */
  MetricStore metrics() {
    return metrics;
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
                GatewayMetric.NAMESPACE,
                sample.name().name(),
                sample.dimensions(),
                sample.value(),
                sample.time()));
  }

  private static Map<String, FunctionLog> logs(ApiDefinition definition, LogStore store) {
    var logs = new LinkedHashMap<String, FunctionLog>();
    for (String function : definition.functions().keySet()) {
      String deployedName = Services.deployedName(definition, function);
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
}
