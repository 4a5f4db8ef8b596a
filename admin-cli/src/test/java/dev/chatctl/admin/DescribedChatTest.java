package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.admin.Chat.Person;
import dev.chatctl.cli.TestTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's verbs on tables that are laid out as somebody else likes. */
class DescribedChatTest {
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static final String GHOST = "L0SM9dGcvHcCJhA=";

  @TempDir private Path home;
  private TestTerminal terminal;
  private String table;

  private static void dynamoDb(String operation, String body) throws Exception {
    AwsJson.call(Chat.addresses().aws().dynamoDbEndpoint(), "DynamoDB_20120810." + operation, body);
  }

  @BeforeEach
  void createTable() throws Exception {
    terminal = Chat.terminal(home);
    table = "foreign-" + TABLES.incrementAndGet();
    create(table, "connectionId", "");
  }

  private static void create(String table, String key, String sortKey) throws Exception {
    String sorted = "{\"AttributeName\": \"" + sortKey + "\", \"%s\": \"%s\"}";
    String[] second =
        sortKey.isEmpty()
            ? new String[] {"", ""}
            : new String[] {
              ", " + sorted.formatted("AttributeType", "S"),
              ", " + sorted.formatted("KeyType", "RANGE")
            };
    dynamoDb(
        "CreateTable",
        """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "%s", "AttributeType": "S"}%s],
         "KeySchema": [{"AttributeName": "%s", "KeyType": "HASH"}%s]}
        """
            .formatted(table, key, second[0], key, second[1]));
  }

  private void row(String item) throws Exception {
    put(table, item);
  }

  private static void put(String table, String item) throws Exception {
    dynamoDb("PutItem", "{\"TableName\": \"%s\", \"Item\": {%s}}".formatted(table, item));
  }

  private TestTerminal.Result run(String... arguments) {
    var all = new ArrayList<>(List.of("--local", "--table", table));
    all.addAll(List.of(arguments));
    return terminal.run(all.toArray(String[]::new));
  }

  private String described(String tables) throws Exception {
    return Files.writeString(home.resolve("chat.json"), "{\"tables\": {\n" + tables + "\n}}")
        .toString();
  }

  private String connections() throws Exception {
    return described(
        """
        "connections": {"id": "connectionId", "name": "who", "room": "channel", "address": "ip",
          "connected_at": {"attribute": "since", "form": "seconds"}}
        """);
  }

  private String rowOf(String room, String name) throws Exception {
    String id = Chat.id(terminal, room, name);
    row(
        "\"connectionId\": {\"S\": \""
            + id
            + "\"}, \"who\": {\"S\": \"ann\"},"
            + "\"channel\": {\"S\": \"blue\"}, \"since\": {\"N\": \"1764500000\"}");
    return id;
  }

  private void ghost() throws Exception {
    row(
        "\"connectionId\": {\"S\": \""
            + GHOST
            + "\"}, \"who\": {\"S\": \"bob\"},\"channel\": {\"S\": \"red\"}, \"ip\": {\"S\":"
            + " \"203.0.113.7\"}, \"since\": {\"N\": \"1764400000\"}");
  }

  @Test
  void rowsAreReadAsTheyAreDescribed() throws Exception {
    ghost();
    String chat = connections();

    assertThat(run("--chat", chat, "list", "-o", "json").out())
        .contains("\"connection_id\":\"" + GHOST + "\"", "\"name\":\"bob\"", "\"room\":\"red\"")
        .contains("\"source_ip\":\"203.0.113.7\"", "\"connected_at\":\"2025-11-29T07:06:40.000Z\"");
    assertThat(run("--chat", chat, "who", "red", "-o", "csv").out())
        .contains("bob,,red,1,2025-11-29");
    assertThat(run("--chat", chat, "list", "--name", "ann", "-o", "name").out()).isEmpty();
    assertThat(run("--chat", chat, "list", "--ip", "203.0.113.0/24", "-o", "name").out())
        .isEqualTo(GHOST + "\n");
    assertThat(run("--chat", chat, "stats", "-o", "csv").out())
        .contains("total,connections,1", "total,rooms,1", "room,red,1")
        .doesNotContain("total,messages");
  }

  @Test
  void connectionsArePostedToKickedAndPruned() throws Exception {
    String room = Chat.freshRoom();
    String chat = connections();
    try (Person ann = Chat.join(room, "ann")) {
      String id = rowOf(room, "ann");
      ghost();

      assertThat(run("--chat", chat, "get", id).out()).contains("live", "blue");
      assertThat(run("--chat", chat, "post", id, "for you").exitCode()).isZero();
      await().untilAsserted(() -> assertThat(ann.frames()).contains("for you"));
      assertThat(run("--chat", chat, "post", GHOST, "x").exitCode()).isEqualTo(3);
      assertThat(run("--chat", chat, "broadcast", "hello", "--yes").exitCode()).isEqualTo(0);
      await().untilAsserted(() -> assertThat(ann.frames()).contains("hello"));
      assertThat(run("--chat", chat, "prune", "-o", "name").out()).isEqualTo(GHOST + "\n");
      assertThat(run("--chat", chat, "list", "-o", "name").out()).isEqualTo(id + "\n");
      assertThat(run("--chat", chat, "ban", "ann").err())
          .contains("this chat has no tables for it");
      var kicked = run("--chat", chat, "kick", "--room", "blue", "--yes");
      assertThat(kicked.exitCode()).isEqualTo(0);
      assertThat(kicked.err()).containsOnlyOnce("Not noted: only chats of chatctl's own backend");
      await().untilAsserted(() -> assertThat(ann.closeCode()).isEqualTo(1000));
    }
  }

  @Test
  void whatCannotBeReadIsToldAndNothingStops() throws Exception {
    row(
        "\"connectionId\": {\"S\": \"a=\"}, \"since\": {\"S\": \"yesterday\"}, \"who\": {\"BOOL\":"
            + " true}");
    ghost();

    var listed = run("--chat", connections(), "list", "-o", "name", "--sort", "age");

    assertThat(listed.exitCode()).isEqualTo(0);
    assertThat(listed.out().lines()).containsExactlyInAnyOrder("a=", GHOST);
    assertThat(listed.err())
        .contains("since of a= cannot be read: yesterday (expected: seconds since 1970)")
        .contains("who of a= cannot be read: true (expected: a text or a number)");
  }

  /** Every type that DynamoDB has, where a text, a room, an address and a time are expected. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"BOOL\": true}",
        "{\"L\": [{\"S\": \"x\"}, {\"M\": {}}]}",
        "{\"M\": {\"a\": {\"N\": \"1\"}}}",
        "{\"SS\": [\"x\", \"y\"]}",
        "{\"B\": \"AAEC\"}"
      })
  void aRowOfOtherTypesIsShownWithWhatCannotBeRead(String value) throws Exception {
    row(
        "\"connectionId\": {\"S\": \"a=\"}, \"who\": %1$s, \"channel\": %1$s, \"ip\": %1$s, \"since\": %1$s"
            .formatted(value));
    ghost();
    String chat = connections();

    assertThat(run("--chat", chat, "list", "-o", "csv", "--columns", "connection_id").out())
        .contains("a=", GHOST);
    assertThat(run("--chat", chat, "list", "--filter", "connection_id=a=", "-o", "json").out())
        .contains("\"unreadable\":[\"who: ", "\"channel: ", "\"ip: ", "\"since: ");
    assertThat(run("--chat", chat, "get", "a=").out()).contains("expected: seconds since 1970");
    assertThat(run("--chat", chat, "who").exitCode()).isZero();
    assertThat(run("--chat", chat, "stats").exitCode()).isZero();
    assertThat(run("--chat", chat, "list", "--verify").exitCode()).isZero();
    assertThat(run("--chat", chat, "list", "--older-than", "1m", "-o", "name").out())
        .isEqualTo(GHOST + "\n");
    assertThat(run("--chat", chat, "broadcast", "x", "--dry-run", "-o", "name").out())
        .contains("a=");
    assertThat(run("--chat", chat, "kick", "--room", "red", "--dry-run", "-o", "name").out())
        .isEqualTo(GHOST + "\n");
    assertThat(run("--chat", chat, "prune", "--dry-run", "-o", "name").exitCode()).isZero();
    assertThat(run("--chat", chat, "doctor").out()).contains("tables.connections");
  }

  @Test
  void aRowWithoutAnIdIsShownAndNothingIsDoneToIt() throws Exception {
    create(table + "-rooms", "channel", "sort");
    put(table + "-rooms", "\"channel\": {\"S\": \"red\"}, \"sort\": {\"S\": \"1\"}");
    put(
        table + "-rooms",
        "\"channel\": {\"S\": \"red\"}, \"sort\": {\"S\": \"2\"}, \"id\": {\"S\": \"%s\"}"
            .formatted(GHOST));
    String chat =
        described(
            "\"connections\": {\"table\": \"%s-rooms\", \"key\": [\"channel\", \"sort\"], \"id\": \"id\","
                    .formatted(table)
                + " \"room\": \"channel\"}");
    List<String> there = List.of("--local", "--table", table + "-rooms", "--chat", chat);

    var listed = run(there, "list", "--room", "red", "-o", "ndjson");
    assertThat(listed.out().lines()).hasSize(2);
    assertThat(listed.out()).contains("[\"id: absent (expected: the row's id)\"]");
    assertThat(listed.err()).contains("id of red, 1 cannot be read: absent");
    assertThat(run(there, "list", "--verify").exitCode()).isZero();
    assertThat(run(there, "kick", "--all", "--dry-run", "-o", "name").out())
        .isEqualTo(GHOST + "\n");
    assertThat(run(there, "broadcast", "x", "--dry-run", "-o", "name").out())
        .isEqualTo(GHOST + "\n");
    assertThat(run(there, "prune", "-o", "name").out()).isEqualTo(GHOST + "\n");
    assertThat(run(there, "list", "-o", "ndjson").out().lines()).hasSize(1);
  }

  private TestTerminal.Result run(List<String> first, String... arguments) {
    return terminal.run(Stream.concat(first.stream(), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void aTableOfAnotherKeyIsToldAsSuch() throws Exception {
    ghost();
    String chat = described("\"connections\": {\"id\": \"connection_id\"}");

    for (String verb : List.of("list", "who", "stats", "prune")) {
      var told = run("--chat", chat, verb);
      assertThat(told.exitCode()).as(verb).isEqualTo(2);
      assertThat(told.err())
          .contains("the key of " + table + " is not connection_id: its rows have channel, ")
          .contains("\"key\" and \"id\" of \"connections\" in its \"tables\"");
    }
    var got = run("--chat", chat, "get", GHOST);
    assertThat(got.exitCode()).as(got.err()).isEqualTo(2);
    assertThat(got.err()).contains("the table's key is another than this chat's");
    assertThat(run("--chat", chat, "doctor").out()).contains("the key of " + table + " is not");
  }

  @Test
  void aVerbThatNeedsMoreSaysWhichLineToAdd() throws Exception {
    String chat = described("\"connections\": {\"id\": \"connectionId\"}");

    var sessions = run("--chat", chat, "sessions");
    assertThat(sessions.exitCode()).isEqualTo(2);
    assertThat(sessions.err())
        .contains("no \"sessions\" in its \"tables\"")
        .contains("add a line \"sessions\": {\"table\": \"...\", \"id\": \"...\"}");
    assertThat(run("--chat", chat, "history", "x").err()).contains("add a line \"messages\"");
    assertThat(run("--chat", chat, "list", "--room", "x").err())
        .contains("no \"room\" in \"connections\"")
        .contains("add a line \"room\": \"ATTRIBUTE\"");
    assertThat(run("--chat", chat, "kick", "--older-than", "1h", "--yes").err())
        .contains("add a line \"connected_at\": \"ATTRIBUTE\"");
  }

  @Test
  void historyAndSessionsAreReadWhereThereAreTables() throws Exception {
    create(table + "-messages", "channelId", "sentAt");
    for (int i = 1; i <= 3; i++) {
      put(
          table + "-messages",
          "\"channelId\": {\"S\": \"red\"}, \"sentAt\": {\"S\": \"2026-11-30T10:0"
              + i
              + ":00Z\"}, \"text\": {\"S\": \"t"
              + i
              + "\"}, \"sender\": {\"S\": \"ann\"}");
    }
    put(
        table,
        "\"connectionId\": {\"S\": \"a=\"}, \"from\": {\"S\": \"2025-04-02T23:17:37.5\"},"
            + "\"to\": {\"S\": \"2025-04-02T23:18:37\"}, \"len\": {\"N\": \"60\"}");
    String chat =
        described(
            """
            "messages": {"table": "%s-messages", "key": ["channelId", "sentAt"], "id": "messageId",
              "room": "channelId", "sender": "sender", "text": "text", "sent_at": "sentAt"},
            "sessions": {"table": "%s", "id": "connectionId", "connected_at": "from",
              "disconnected_at": "to", "duration": {"attribute": "len", "form": "seconds"}}
            """
                .formatted(table, table));

    var newest = run("--chat", chat, "history", "red", "--limit", "2", "-o", "csv");
    assertThat(newest.out())
        .as(newest.err())
        .contains("2026-11-30T10:02:00.000Z,ann,,t2,red,", "t3")
        .doesNotContain("t1");
    assertThat(run("--chat", chat, "history", "blue", "-o", "ndjson").out()).isEmpty();
    assertThat(run("--chat", chat, "sessions", "-o", "csv").out())
        .contains("2025-04-02T23:17:37.500Z,2025-04-02T23:18:37.000Z,60");
  }

  @Test
  void logsAreReadOfTheFunctionsThatTheStackNames() throws Exception {
    String chat = connections();
    Chat.join(Chat.freshRoom(), "ann").close();
    Path outputs =
        Files.writeString(
            home.resolve("outputs.json"),
            """
            {"Url": "%s", "Connect": "arn:aws:lambda:eu-west-1:123456789012:function:s-OnConnect"}
            """
                .formatted(Chat.url()));
    String logs = Chat.addresses().aws().logsEndpoint().toString();
    String group =
        run("context", "show", "-o", "csv")
            .out()
            .lines()
            .filter(line -> line.startsWith("log_groups.connect,"))
            .findFirst()
            .orElseThrow()
            .replaceFirst("^[^,]*,([^,]*).*", "$1");
    List<String> add = List.of("context", "add", "foreign", "--chat", chat, "--from-stack");
    assertThat(
            run(
                    add,
                    outputs.toString(),
                    "--set",
                    "logs_endpoint=" + logs,
                    "--set",
                    "log_groups.s-OnConnect=" + group)
                .exitCode())
        .isZero();

    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    try {
      await()
          .untilAsserted(
              () -> {
                var told = terminal.run("--context", "foreign", "logs", "s-OnConnect", "--raw");
                assertThat(told.out()).as(told.err()).contains("REPORT RequestId: ");
              });
      var other = terminal.run("--context", "foreign", "logs", "nonsense");
      assertThat(other.exitCode()).isEqualTo(3);
      assertThat(other.err()).contains("no function or log group nonsense", "s-OnConnect");
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  @Test
  void aContextRemembersChatTableAndStack() throws Exception {
    Path outputs =
        Files.writeString(
            home.resolve("outputs.json"),
            """
            {"Stacks": [{"StackName": "s", "Outputs": [
              {"OutputKey": "WebSocketURI", "OutputValue": "wss://abc.execute-api.eu-west-1.amazonaws.com/Prod"},
              {"OutputKey": "ConnectionsTableArn", "OutputValue": "arn:aws:dynamodb:eu-west-1:123456789012:table/simplechat_connections"},
              {"OutputKey": "OnConnectFunctionArn", "OutputValue": "arn:aws:lambda:eu-west-1:123456789012:function:s-OnConnect"}]}]}
            """);

    assertThat(
            terminal
                .run(
                    "context",
                    "add",
                    "foreign",
                    "--chat",
                    "simple-websockets",
                    "--from-stack",
                    outputs.toString())
                .exitCode())
        .isEqualTo(0);

    assertThat(terminal.run("context", "show", "--context", "foreign", "-o", "csv").out())
        .contains("chat,simple-websockets,context foreign")
        .contains("websocket_url,wss://abc.execute-api.eu-west-1.amazonaws.com/Prod,")
        .contains("management_endpoint,https://abc.execute-api.eu-west-1.amazonaws.com/Prod,")
        .contains("region,eu-west-1,")
        .contains("tables.active_connections,simplechat_connections,")
        .contains("log_groups.s-OnConnect,/aws/lambda/s-OnConnect,");
  }

  /** As each tool prints them: whole, filtered, an array, a map of values, a map of outputs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Stacks':[{'StackId':'arn:aws:cloudformation:eu-west-1:1:stack/s/1','Outputs':["
            + "{'OutputKey':'Url','OutputValue':'wss://chat.example.com/','ExportName':'x'},"
            + "{'OutputKey':'TableName','OutputValue':'chat-table'}]}]}",
        "[{'StackId':'arn:aws:cloudformation:eu-west-1:1:stack/s/1','Outputs':["
            + "{'OutputKey':'Url','OutputValue':'wss://chat.example.com/'},"
            + "{'OutputKey':'TableName','OutputValue':'chat-table'}]}]",
        "[{'OutputKey':'Url','OutputValue':'wss://chat.example.com/','Description':'The URL'},"
            + "{'OutputKey':'Table','OutputValue':'arn:aws:dynamodb:eu-west-1:1:table/chat-table'}]",
        "{'Url':'wss://chat.example.com/',"
            + "'Table':'arn:aws:dynamodb:eu-west-1:1:table/chat-table'}",
        "{'stack-name':{'Url':'wss://chat.example.com/','SessionsTable':'other',"
            + "'Table':'arn:aws:dynamodb:eu-west-1:1:table/chat-table'}}",
        "{'url':{'sensitive':false,'type':'string','value':'wss://chat.example.com/'},"
            + "'connections_table':{'sensitive':false,'type':'string',"
            + "'value':'arn:aws:dynamodb:eu-west-1:1:table/chat-table'}}",
        "{'chat':{'sensitive':false,'type':['object',{}],'value':{"
            + "'url':'wss://chat.example.com/','table':'chat-table','region':'eu-west-1'}}}"
      })
  void aStackIsReadHoweverItsOutputsArePrinted(String outputs) throws Exception {
    Path file = Files.writeString(home.resolve("outputs.json"), outputs.replace('\'', '"'));

    var added =
        run(List.of("context", "add", "f", "--chat", "stomp", "--from-stack"), file.toString());

    assertThat(added.exitCode()).as(added.err()).isZero();
    assertThat(terminal.run("context", "show", "--context", "f", "-o", "csv").out())
        .contains("websocket_url,wss://chat.example.com/,")
        .contains("management_endpoint,https://chat.example.com/,")
        .contains("region,eu-west-1,")
        .contains("tables.active_connections,chat-table,");
  }

  @Test
  void aFileWithoutAStackIsToldAsSuch() throws Exception {
    for (String outputs : List.of("", "[]", "{}", "null", "wss://x", "{\"Url\": 5}")) {
      Path file = Files.writeString(home.resolve("outputs.json"), outputs);
      var added = terminal.run("context", "add", "f", "--from-stack", file.toString());
      assertThat(added.exitCode()).as(outputs + added.err()).isEqualTo(2);
      assertThat(added.err()).contains("--from-stack: " + file);
    }
  }

  /** What is proposed is found where it is said to be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "message-json; message; {\"jmespath\":\"message\"}",
        "data-text; data; {\"pattern\":",
        "envelope; message; {\"jmespath\":\"text\"}"
      })
  void aChatIsDescribedByTryingIt(String dialect, String key, String messages) throws Exception {
    var described =
        terminal.run("describe", Chat.url() + "?room=" + Chat.freshRoom() + "&dialect=" + dialect);

    assertThat(described.exitCode()).as(described.err()).isEqualTo(0);
    String compact = described.out().replaceAll("\\s*\\n\\s*", "").replace("\" : ", "\":");
    assertThat(compact)
        .contains("\"" + key + "\":\"${text}\"")
        .contains("\"messages\":[" + messages);
    assertThat(described.err()).contains("heard: ");
    Path proposed = Files.writeString(home.resolve("proposed.json"), described.out());
    assertThat(terminal.run("describe", "--check", proposed.toString()).exitCode()).isEqualTo(0);
  }

  @Test
  void aDescriptionIsCheckedByLine() throws Exception {
    Path bad = Files.writeString(home.resolve("bad.json"), "{\n\"sey\": 1,\n\"open\": 5}");

    var checked = terminal.run("describe", "--check", bad.toString());

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err())
        .contains("error: " + bad + ":2: sey: unknown; did you mean say?")
        .contains("error: " + bad + ":3: open[0]: 5 (expected: an object)");
    assertThat(terminal.run("describe", "--check", connections()).exitCode()).isEqualTo(0);
    assertThat(terminal.run("describe", "stomp").out())
        .contains("\"subprotocols\": [\"v12.stomp\"]");
    assertThat(terminal.run("describe", "--schema").out()).contains("json-schema.org");
    assertThat(terminal.run("describe").exitCode()).isEqualTo(2);
  }
}
