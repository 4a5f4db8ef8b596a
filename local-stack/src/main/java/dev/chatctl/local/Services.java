package dev.chatctl.local;

import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.FunctionDefinition;
import dev.chatctl.core.definition.TableDefinition;
import dev.chatctl.local.queue.LocalQueue;
import dev.chatctl.local.queue.QueueEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The services of AWS that the functions use, on this machine: DynamoDB Local with the definition's
 * tables, and its queues.
 *
 * @param tables deployed table names by their names in the definition file
 * @param queues by their names in the definition file
 */
record Services(
    DynamoDbClient dynamoDb,
    URI dynamoDbEndpoint,
    Map<String, String> tables,
    QueueEndpoint queueEndpoint,
    Map<String, LocalQueue> queues) {
  /** AWS: a visibility timeout of at least six times the function's leaves room for its retries. */
  private static final int TIMEOUTS = 6;

  static final String REGION = "us-east-1";

  /** DynamoDB Local and the gateway check no signatures; the SDK insists on signing. */
  static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create("local", "local");

  /**
   * Starts them; what is to be closed goes to the closers.
   *
   * @param data the folder that keeps the tables; empty to forget them
   */
  static Services start(ApiDefinition definition, Optional<Path> data, Closers closers)
      throws Exception {
    DynamoDbLocal database = closers.add(DynamoDbLocal.start(data));
    DynamoDbClient dynamoDb =
        closers.add(
            DynamoDbClient.builder()
                .endpointOverride(database.endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    QueueEndpoint endpoint = closers.add(QueueEndpoint.start());
    Map<String, LocalQueue> queues = createQueues(definition);
    queues.values().forEach(endpoint::add);
    return new Services(
        dynamoDb, database.endpoint(), createTables(definition, dynamoDb), endpoint, queues);
  }

  private static Map<String, String> createTables(
      ApiDefinition definition, DynamoDbClient dynamoDb) {
    var names = new LinkedHashMap<String, String>();
    for (TableDefinition table : definition.tables().values()) {
      String deployedName = deployedName(definition, table.name());
      TableCreator.create(dynamoDb, table, deployedName);
      names.put(table.name(), deployedName);
    }
    return names;
  }

  /** As Terraform does on AWS. */
  private static Map<String, LocalQueue> createQueues(ApiDefinition definition) {
    var queues = new LinkedHashMap<String, LocalQueue>();
    for (FunctionDefinition function : definition.functions().values()) {
      function
          .queue()
          .map(definition.queues()::get)
          .ifPresent(
              queue ->
                  queues.put(
                      queue.name(),
                      LocalQueue.of(
                          deployedName(definition, queue.name()),
                          function.timeout().multipliedBy(TIMEOUTS),
                          queue.maxReceiveCount(),
                          InstantSource.system())));
    }
    return queues;
  }

  /** What Terraform calls a table, queue or function of the definition file. */
  static String deployedName(ApiDefinition definition, String name) {
    return definition.name() + "-" + name.replace('_', '-');
  }
}
