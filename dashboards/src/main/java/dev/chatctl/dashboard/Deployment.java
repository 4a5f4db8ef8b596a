package dev.chatctl.dashboard;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * The names that dashboards are filled in with. Maps go from the definition file's names to what is
 * deployed, in the order of their keys, as Terraform's are.
 *
 * @param alarms the alarms' ARNs
 * @param thresholds where alarms go off and dashboards draw a line
 */
public record Deployment(
    Api api,
    SortedMap<String, Function> functions,
    SortedMap<String, Table> tables,
    SortedMap<String, Queue> queues,
    List<String> alarms,
    SortedMap<String, Double> thresholds) {

  /**
   * The WebSocket API.
   *
   * @param service the deployment's name, a dimension of our own metrics
   * @param routes the route keys, sorted
   */
  public record Api(String service, String stage, String region, String id, List<String> routes) {
    public Api {
      routes = routes.stream().sorted().toList();
    }
  }

  /** A function's name and that of its log group. */
  public record Function(String name, String logGroup) {}

  /** A table's name and the DynamoDB operations in use, sorted. */
  public record Table(String name, List<String> operations) {
    public Table {
      operations = operations.stream().sorted().toList();
    }
  }

  /** A queue's name and that of its dead-letter queue. */
  public record Queue(String name, String deadLetters) {}

  public Deployment {
    functions = Collections.unmodifiableSortedMap(functions);
    tables = Collections.unmodifiableSortedMap(tables);
    queues = Collections.unmodifiableSortedMap(queues);
    alarms = List.copyOf(alarms);
    thresholds = Collections.unmodifiableSortedMap(thresholds);
  }

  /** The definition file's deployment under its own name, as Terraform names it. */
  public static Deployment ofDefinition(String stage, String region, String apiId) {
    return new Definition().deployed("-" + stage, stage, region, apiId);
  }

  /** The running local stack's, which has no stage in its names. */
  public static Deployment local() {
    return new Definition().deployed("", "local", "us-east-1", "local");
  }

  /** The same with these alarms' ARNs. */
  public Deployment withAlarms(List<String> arns) {
    return new Deployment(api, functions, tables, queues, arns, thresholds);
  }
}
