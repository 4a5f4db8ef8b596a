package dev.chatctl.core.testing;

import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.TableDefinition;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Put;
import dev.chatctl.core.table.Tables.Scan;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Fresh tables of the definition file, each instance with names of its own: in a DynamoDB Local, or
 * with {@code -Dchatctl.tables=memory}, as {@code make mutants} says, in {@link MemoryTables}.
 */
public final class TestTables {
  private final Map<String, String> names = new HashMap<>();
  private final Tables tables;

  public TestTables() {
    this("memory".equals(System.getProperty("chatctl.tables")));
  }

  /** Those in memory, for thousands of writes. */
  public static TestTables inMemory() {
    return new TestTables(true);
  }

  TestTables(boolean inMemory) {
    var memory = new MemoryTables();
    this.tables = inMemory ? memory : new SdkTables(client());
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    for (TableDefinition table : ApiDefinition.load().tables().values()) {
      String name = table.name() + "_" + suffix;
      names.put(table.name(), name);
      if (inMemory) {
        memory.create(name, table);
      } else {
        LocalDynamoDb.create(name, table);
      }
    }
  }

  /** Where DynamoDB Local is. */
  public static URI endpoint() {
    return LocalDynamoDb.ENDPOINT;
  }

  /** As the SDK's own client reaches them, unless they are in memory. */
  public Tables tables() {
    return tables;
  }

  /** The SDK's own client, for what the backend never does. */
  public static DynamoDbAsyncClient client() {
    return LocalDynamoDb.CLIENT;
  }

  /** What a table of the definition is called here. */
  public String name(String table) {
    return Objects.requireNonNull(names.get(table), table);
  }

  /** Writes a row as it is. */
  public void put(String table, Row row) {
    tables.put(new Put(name(table), row)).join();
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
                    table.environmentVariable(), Objects.requireNonNull(names.get(table.name()))));
    env.put("LOG_LEVEL", "OFF");
    env.put("PRESENCE_LIMIT", "0");
    env.put("AWS_REGION", "eu-west-1");
    env.put("AWS_ACCESS_KEY_ID", "test");
    env.put("AWS_SECRET_ACCESS_KEY", "test");
    if (!(tables instanceof MemoryTables)) {
      env.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint().toString());
    }
    env.put("CALLBACK_ENDPOINT", callbackEndpoint.toString());
    return env;
  }

  /** Every row of a table in the definition file; texts and numbers alike as text. */
  public List<Map<String, String>> items(String table) {
    return tables.scanAll(new Scan(name(table))).join().stream().map(TestTables::plain).toList();
  }

  private static Map<String, String> plain(Row row) {
    var plain = new TreeMap<String, String>();
    row.values().forEach((name, value) -> plain.put(name, value.text()));
    return plain;
  }
}
