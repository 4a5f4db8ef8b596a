package dev.chatctl.dashboard;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names that dashboards are filled in with. Maps go from the definition file's names to the
 * deployed ones and are in the order of their keys, as Terraform's are.
 *
 * @param operations the DynamoDB operations in use, by table
 * @param logGroups the functions' log groups
 * @param alarms the alarms' ARNs
 */
public record Deployment(
    String service,
    String stage,
    String region,
    String apiId,
    List<String> routes,
    Map<String, String> functions,
    Map<String, String> logGroups,
    Map<String, String> tables,
    Map<String, List<String>> operations,
    Map<String, Queue> queues,
    List<String> alarms,
    Map<String, Double> thresholds) {

  /** A queue's name and that of its dead-letter queue. */
  public record Queue(String name, String deadLetters) {}

  public Deployment {
    routes = routes.stream().sorted().toList();
    functions = sorted(functions);
    logGroups = sorted(logGroups);
    tables = sorted(tables);
    operations = sorted(operations);
    queues = sorted(queues);
    alarms = List.copyOf(alarms);
    thresholds = sorted(thresholds);
  }

  /** The definition file's deployment under its own name, as Terraform names it. */
  public static Deployment ofDefinition(String stage, String region, String apiId) {
    return new Definition().deployed(stage, region, apiId);
  }

  /** The running local stack's, which has no stage in its names. */
  public static Deployment local() {
    var definition = new Definition();
    return definition.deployed(definition.name(), "local", "us-east-1", "local");
  }

  /** The same with these alarms' ARNs. */
  public Deployment withAlarms(List<String> arns) {
    return new Deployment(
        service,
        stage,
        region,
        apiId,
        routes,
        functions,
        logGroups,
        tables,
        operations,
        queues,
        arns,
        thresholds);
  }

  private static <T> Map<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(map)));
  }
}
