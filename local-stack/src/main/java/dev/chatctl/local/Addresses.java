package dev.chatctl.local;

import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.JsonText;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.wire.Dialects;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a running local stack is reached: what {@code chatctl local -o json} prints.
 *
 * @param pageUrl the chat page
 */
public record Addresses(Api api, Aws aws, URI pageUrl, Controls controls) {

  /**
   * The gateway.
   *
   * @param webSocketUrl what clients connect to
   * @param managementEndpoint the endpoint override for SDK clients of {@code @connections}
   */
  public record Api(URI webSocketUrl, URI managementEndpoint) {}

  /**
   * The services beside it: endpoint overrides for their SDK clients, and what is in them by its
   * name in the definition file.
   *
   * @param tables the deployed tables' names
   * @param logGroups the functions' log groups, and the API's under access
   */
  public record Aws(
      String region,
      URI dynamoDbEndpoint,
      URI logsEndpoint,
      Map<String, String> tables,
      Map<String, String> logGroups) {
    public Aws {
      tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
      logGroups = Collections.unmodifiableMap(new LinkedHashMap<>(logGroups));
    }
  }

  /**
   * What no AWS has.
   *
   * @param metricsEndpoint the metrics, as the dashboards' preview reads them
   * @param faultUrl what goes wrong at the gateway: GET tells it, PUT changes it
   */
  public record Controls(URI metricsEndpoint, URI faultUrl) {}

  static final View<Addresses> VIEW =
      View.of(
          "local-stack",
          a -> a.api.webSocketUrl().toString(),
          List.of(
              Column.of("websocket_url", a -> a.api.webSocketUrl()),
              Column.of("management_endpoint", a -> a.api.managementEndpoint()),
              Column.of("dynamodb_endpoint", a -> a.aws.dynamoDbEndpoint()),
              Column.of("logs_endpoint", a -> a.aws.logsEndpoint()),
              Column.of("page_url", a -> a.pageUrl),
              Column.of("metrics_endpoint", a -> a.controls.metricsEndpoint()),
              Column.of("fault_url", a -> a.controls.faultUrl()),
              Column.of("region", a -> a.aws.region()),
              Column.of("tables", a -> a.aws.tables()),
              Column.of("log_groups", a -> a.aws.logGroups()),
              Column.of("dialects", a -> Dialects.names())));

  /** One JSON document, ending in a newline. */
  public String toJson() {
    return JsonText.pretty(VIEW.document(this)) + "\n";
  }

  /** The same with the process that serves them, which other processes can look for. */
  String toJson(long pid) {
    Map<String, @Nullable Object> document = VIEW.document(this);
    document.put("pid", pid);
    return JsonText.pretty(document) + "\n";
  }

  /** For a person at a terminal. */
  String toText() {
    return """
    The chat backend is running on this machine. Ctrl-C stops it.

      chat page            %s
      WebSocket URL        %s
      @connections         %s
      DynamoDB             %s
      CloudWatch Logs      %s
      faults (GET, PUT)    %s
      region               %s
      tables               %s

      Try, in another terminal:
        chatctl --local chat --name ann
        chatctl --local list
    """
        .formatted(
            pageUrl,
            api.webSocketUrl,
            api.managementEndpoint,
            aws.dynamoDbEndpoint,
            aws.logsEndpoint,
            controls.faultUrl,
            aws.region,
            String.join(", ", aws.tables.values()));
  }
}
