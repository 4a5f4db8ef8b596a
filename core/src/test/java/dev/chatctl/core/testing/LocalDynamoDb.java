package dev.chatctl.core.testing;

import dev.chatctl.core.definition.KeyDefinition;
import dev.chatctl.core.definition.TableDefinition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** A DynamoDB Local that all tests of a JVM share, started when the first asks for it. */
final class LocalDynamoDb {
  static final URI ENDPOINT = start();
  static final DynamoDbAsyncClient CLIENT = connect();

  private LocalDynamoDb() {}

  static void create(String name, TableDefinition table) {
    var attributes = new ArrayList<AttributeDefinition>();
    var keys = new ArrayList<KeySchemaElement>();
    add(attributes, keys, table.partitionKey(), KeyType.HASH);
    table.sortKey().ifPresent(key -> add(attributes, keys, key, KeyType.RANGE));
    CLIENT
        .createTable(
            request ->
                request
                    .tableName(name)
                    .attributeDefinitions(attributes)
                    .keySchema(keys)
                    .billingMode(BillingMode.PAY_PER_REQUEST))
        .join();
  }

  private static void add(
      List<AttributeDefinition> attributes,
      List<KeySchemaElement> keys,
      KeyDefinition key,
      KeyType type) {
    attributes.add(
        AttributeDefinition.builder().attributeName(key.name()).attributeType(key.type()).build());
    keys.add(KeySchemaElement.builder().attributeName(key.name()).keyType(type).build());
  }

  private static DynamoDbAsyncClient connect() {
    return DynamoDbAsyncClient.builder()
        .endpointOverride(ENDPOINT)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(AwsCrtAsyncHttpClient.create())
        .build();
  }

  // Amazon's own launcher listens on every interface and on a port chosen beforehand.
  private static URI start() {
    try {
      var requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
      var server = new Server();
      var connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(requests, null), "/"));
      server.start();
      return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    } catch (Exception e) { // Jetty declares no narrower type
      throw new IllegalStateException("DynamoDB Local did not start", e);
    }
  }
}
