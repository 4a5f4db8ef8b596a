package dev.chatctl.admin;

import static java.util.Objects.requireNonNull;

import dev.chatctl.cli.TestTerminal;
import dev.chatctl.core.discovery.LocalStackFile;
import dev.chatctl.core.json.Timestamps;
import dev.chatctl.local.Addresses;
import dev.chatctl.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The real local stack, shared by all tests of a JVM, and people who connect to it. */
final class Chat {
  private static final LocalStack STACK = start();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AtomicInteger ROOMS = new AtomicInteger();

  private Chat() {}

  /** A terminal on which {@code --local} finds the stack. */
  static TestTerminal terminal(Path home) throws IOException {
    var terminal = new TestTerminal(home, Admin::run);
    LocalStackFile.of(terminal.env(), System.getProperty("user.name"))
        .write(STACK.addresses().toJson());
    return terminal;
  }

  /** Where its services are. */
  static Addresses addresses() {
    return STACK.addresses();
  }

  /** Calls an operation of CloudWatch Logs. */
  static void logs(String operation, String body) throws Exception {
    AwsJson.logs(addresses().aws().logsEndpoint(), operation, body);
  }

  /** Leaves the row of a connection that is not there, as a lost $disconnect does. */
  static void leaveRow(String room, String connectionId) throws Exception {
    leaveRow(room, connectionId, Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** The same of one that connected then. */
  static void leaveRow(String room, String connectionId, Instant connectedAt) throws Exception {
    String table = requireNonNull(addresses().aws().tables().get("active_connections"));
    AwsJson.call(
        addresses().aws().dynamoDbEndpoint(),
        "DynamoDB_20120810.PutItem",
        """
        {"TableName": "%s", "Item": {"room_shard": {"S": "%s#0"}, "connection_id": {"S": "%s"},
         "name": {"S": "ghost"}, "dialect": {"S": "envelope"}, "source_ip": {"S": "203.0.113.0"},
         "connected_at": {"S": "%s"}, "expires_at": {"N": "4102444800"}}}
        """
            .formatted(table, room, connectionId, Timestamps.format(connectedAt)));
  }

  static String url() {
    return STACK.addresses().api().webSocketUrl().toString();
  }

  /** The name of a room nobody else uses. */
  static String freshRoom() {
    return "room-" + ROOMS.incrementAndGet();
  }

  /** Connects somebody. */
  static Person join(String room, String name) {
    return join(room, name, "envelope");
  }

  /** Connects somebody who speaks this dialect. */
  static Person join(String room, String name, String dialect) {
    var person = new Person();
    person.socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(
                URI.create(url() + "?room=" + room + "&name=" + name + "&dialect=" + dialect),
                person)
            .join();
    return person;
  }

  /** The ID of somebody's connection, as {@code list} tells it. */
  static String id(TestTerminal terminal, String room, String name) {
    return terminal
        .run("list", "--local", "--room", room, "--name", name, "-o", "name")
        .out()
        .strip();
  }

  private static LocalStack start() {
    try {
      LocalStack stack = LocalStack.start(0);
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
      return stack;
    } catch (Exception e) { // it declares no narrower type
      throw new IllegalStateException("the local stack did not start", e);
    }
  }

  /** Somebody connected, with what they received. */
  static final class Person implements WebSocket.Listener, AutoCloseable {
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private volatile int closeCode = -1;

    List<String> frames() {
      return frames;
    }

    int closeCode() {
      return closeCode;
    }

    /** Says something to the room. */
    void say(String text) {
      send("{\"action\":\"sendmessage\",\"message\":\"%s\"}".formatted(text));
    }

    void send(String frame) {
      requireNonNull(socket).sendText(frame, true).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        frames.add(partial.toString());
        partial.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closeCode = code;
      return null;
    }

    @Override
    public void close() {
      WebSocket open = socket;
      if (open != null && !open.isOutputClosed()) {
        open.sendClose(1000, "").join();
      }
    }
  }
}
