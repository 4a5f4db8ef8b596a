package dev.chatctl.core.testing;

import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.KeyDefinition;
import dev.chatctl.core.definition.TableDefinition;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Put;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * Fresh tables of the definition file in a DynamoDB Local that all tests of a JVM share; each
 * instance has table names of its own.
 */
public final class TestTables {
  private static final URI ENDPOINT = start();
  private static final DynamoDbAsyncClient CLIENT = connect();
  private static final Tables TABLES = new SdkTables(CLIENT);

  private final Map<String, String> names = new HashMap<>();

  public TestTables() {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    for (TableDefinition table : ApiDefinition.load().tables().values()) {
      String name = table.name() + "_" + suffix;
      names.put(table.name(), name);
      create(name, table);
    }
  }

  /** Where DynamoDB Local is. */
  public static URI endpoint() {
    return ENDPOINT;
  }

  /** As the SDK's own client reaches them. */
  public Tables tables() {
    return TABLES;
  }

  /** The SDK's own client, for what the backend never does. */
  public static DynamoDbAsyncClient client() {
    return CLIENT;
  }

  /** What a table of the definition is called here. */
  public String name(String table) {
    return Objects.requireNonNull(names.get(table), table);
  }

  /** Writes a row as it is. */
  public void put(String table, Row row) {
    TABLES.put(new Put(name(table), row)).join();
  }

  /** The environment a handler over these tables has. */
  public Map<String, String> environment(URI callbackEndpoint) {
    var env = new HashMap<String, String>();
    ApiDefinition.load()
        .tables()
        .values()
        .forEach(
            table ->
                env.put(
                    table.environmentVariable(),
                    java.util.Objects.requireNonNull(names.get(table.name()))));
    env.put("LOG_LEVEL", "OFF");
    env.put("PRESENCE_LIMIT", "0");
    env.put("AWS_REGION", "eu-west-1");
    env.put("AWS_ACCESS_KEY_ID", "test");
    env.put("AWS_SECRET_ACCESS_KEY", "test");
    env.put("AWS_ENDPOINT_URL_DYNAMODB", ENDPOINT.toString());
    env.put("CALLBACK_ENDPOINT", callbackEndpoint.toString());
    return env;
  }

  /** Every row of a table in the definition file; texts and numbers alike as text. */
  public List<Map<String, String>> items(String table) {
    return CLIENT
        .scan(scan -> scan.tableName(name(table)).consistentRead(true))
        .join()
        .items()
        .stream()
        .map(TestTables::plain)
        .toList();
  }

  private static Map<String, String> plain(Map<String, AttributeValue> item) {
    var plain = new TreeMap<String, String>();
    item.forEach((name, value) -> plain.put(name, value.s() == null ? value.n() : value.s()));
    return plain;
  }

  private static void create(String name, TableDefinition table) {
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
