package dev.chatctl.local;

import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.FunctionDefinition;
import dev.chatctl.core.definition.TableDefinition;
import dev.chatctl.local.queue.ElasticMq;
import dev.chatctl.local.queue.Queues;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The services of AWS that the functions use, on this machine: DynamoDB Local with the definition's
 * tables and ElasticMQ with its queues.
 *
 * @param tables deployed table names by their names in the definition file
 * @param queues the queues' URLs by their names in the definition file
 */
record Services(
    DynamoDbClient dynamoDb,
    URI dynamoDbEndpoint,
    Map<String, String> tables,
    SqsClient sqs,
    URI sqsEndpoint,
    Map<String, String> queues) {
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
    // ElasticMQ takes as long to start as everything else together, so it starts beside it.
    var starting = CompletableFuture.supplyAsync(ElasticMq::start);
    // Whatever fails meanwhile: what has started is closed, and what has not is no second failure.
    closers.add(() -> starting.thenAccept(ElasticMq::close).exceptionally(e -> null).join());
    DynamoDbLocal database = closers.add(DynamoDbLocal.start(data));
    DynamoDbClient dynamoDb =
        closers.add(client(DynamoDbClient.builder(), database.endpoint()).build());
    Map<String, String> tables = createTables(definition, dynamoDb);
    ElasticMq elasticMq = starting.join();
    SqsClient sqs = closers.add(client(SqsClient.builder(), elasticMq.endpoint()).build());
    return new Services(
        dynamoDb,
        database.endpoint(),
        tables,
        sqs,
        elasticMq.endpoint(),
        createQueues(definition, sqs));
  }

  private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B client(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
        .httpClientBuilder(UrlConnectionHttpClient.builder());
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

  private static Map<String, String> createQueues(ApiDefinition definition, SqsClient sqs) {
    var urls = new LinkedHashMap<String, String>();
    for (FunctionDefinition function : definition.functions().values()) {
      function
          .queue()
          .map(definition.queues()::get)
          .ifPresent(
              queue ->
                  urls.put(
                      queue.name(),
                      Queues.create(
                          sqs, queue, deployedName(definition, queue.name()), function.timeout())));
    }
    return urls;
  }

  /** What Terraform calls a table, queue or function of the definition file. */
  static String deployedName(ApiDefinition definition, String name) {
    return definition.name() + "-" + name.replace('_', '-');
  }
}
