package dev.chatctl.local;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.asynchttpclient.Dsl.asyncHttpClient;

import dev.chatctl.core.discovery.LocalStackFile;
import dev.chatctl.core.json.JsonObject;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.ws.WebSocket;
import org.asynchttpclient.ws.WebSocketListener;
import org.asynchttpclient.ws.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * How many joins, leaves and messages a second one room of eight shards takes on AWS, where a
 * partition takes 1,000 units a second: by what each of them writes to the partition that is
 * written most, as counted between a local stack and its tables. Of built checkouts, in turn, and
 * the same on any machine. Run by local-stack/room-writes-benchmark.
 */
final class RoomWritesBenchmark {
  private static final double UNITS = 1_000;
  private static final int SHARDS = 8;
  private static final int ALREADY_THERE = 640;
  private static final int JOINS = 300;
  private static final int AT_ONCE = 64;
  private static final int SENDERS = 48;
  private static final Duration TALKING = Duration.ofSeconds(10);

  private RoomWritesBenchmark() {}

  /** The most of each in a second. */
  private record Rates(double joins, double leaves, double messages) {}

  /** Arguments: built checkouts. */
  public static void main(String[] checkouts) throws Exception {
    Optional<Rates> first = Optional.empty();
    for (String checkout : checkouts) {
      System.out.println(checkout + ":");
      Rates rates = measure(Path.of(checkout));
      first.ifPresent(
          other ->
              System.out.printf(
                  "  of the first: joins %.1fx, leaves %.1fx, messages %.1fx%n",
                  rates.joins / other.joins,
                  rates.leaves / other.leaves,
                  rates.messages / other.messages));
      first = first.or(() -> Optional.of(rates));
    }
    System.exit(0);
  }

  private static Rates measure(Path checkout) throws Exception {
    Path files = Files.createTempDirectory("room-writes");
    try (var counts = new WriteCounts();
        AsyncHttpClient client = asyncHttpClient()) {
      var builder =
          new ProcessBuilder(
              checkout.resolve("chatctl").toString(),
              "local",
              "--env",
              "AWS_ENDPOINT_URL_DYNAMODB=" + counts.endpoint(),
              "--env",
              "PRESENCE_LIMIT=0");
      builder.environment().put("XDG_RUNTIME_DIR", files.toString());
      builder.redirectErrorStream(true).redirectOutput(new File(files.toFile(), "log"));
      Process stack = builder.start();
      try {
        JsonObject addresses = addresses(files, stack);
        URI dynamoDb = URI.create(addresses.require("dynamodb_endpoint"));
        counts.forwardTo(dynamoDb);
        var room = new Room(client, counts, addresses);
        prepare(dynamoDb, addresses.object("tables"));
        return room.measure("room");
      } finally {
        stack.toHandle().descendants().forEach(ProcessHandle::destroy);
        stack.destroy();
        stack.waitFor();
      }
    }
  }

  private static JsonObject addresses(Path files, Process stack) throws Exception {
    var file =
        LocalStackFile.of(
            Map.of("XDG_RUNTIME_DIR", files.toString()), System.getProperty("user.name"));
    for (int i = 0; i < 600 && stack.isAlive(); i++) {
      Optional<JsonObject> found = file.read();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(500);
    }
    throw new IllegalStateException(Files.readString(files.resolve("log")));
  }

  /** Rooms of eight shards; in that which is joined there are some already, as in one so large. */
  private static void prepare(URI endpoint, JsonObject tables) throws Exception {
    try (DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      String rooms = tables.require("rooms");
      for (String room : List.of("room", "room-talking")) {
        var row =
            new java.util.HashMap<>(
                Map.of("room", text(room), "shard_count", AttributeValue.fromN("" + SHARDS)));
        for (int shard = 0; shard < SHARDS && room.equals("room"); shard++) {
          row.put(
              shard == 0 ? "members" : "members_" + shard,
              AttributeValue.fromN("" + ALREADY_THERE));
        }
        dynamoDb.putItem(put -> put.tableName(rooms).item(row));
      }
      String connections = tables.require("active_connections");
      for (int i = 0; i < SHARDS * ALREADY_THERE; i += 25) {
        int from = i;
        dynamoDb.batchWriteItem(
            batch ->
                batch.requestItems(
                    Map.of(
                        connections,
                        IntStream.range(from, Math.min(from + 25, SHARDS * ALREADY_THERE))
                            .mapToObj(RoomWritesBenchmark::connection)
                            .toList())));
      }
    }
  }

  private static WriteRequest connection(int i) {
    return WriteRequest.builder()
        .putRequest(
            PutRequest.builder()
                .item(
                    Map.of(
                        "room_shard", text("room#" + i % SHARDS),
                        "connection_id", text("there-" + i + "=")))
                .build())
        .build();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  /** People who come to a stack's rooms, talk and go. */
  private record Room(AsyncHttpClient client, WriteCounts counts, JsonObject addresses) {
    Rates measure(String name) throws Exception {
      var here = new ConcurrentLinkedQueue<Person>();
      atOnce(JOINS, () -> here.add(come(name)));
      quiet();
      double joins = most("joins", JOINS);
      here.forEach(Person::leave);
      quiet();
      double leaves = most("leaves", JOINS);

      var senders = new ConcurrentLinkedQueue<Person>();
      atOnce(SENDERS, () -> senders.add(come(name + "-talking")));
      quiet();
      counts.busiest();
      var acknowledged = new AtomicInteger();
      long end = System.nanoTime() + TALKING.toNanos();
      List<Callable<Boolean>> talks = new ArrayList<>();
      for (Person sender : senders) {
        talks.add(() -> sender.talk(end, acknowledged));
      }
      run(talks, SENDERS);
      quiet();
      double messages = most("messages", acknowledged.get());
      senders.forEach(Person::leave);
      return new Rates(joins, leaves, messages);
    }

    private double most(String what, int times) {
      Map.Entry<String, Long> busiest = counts.busiest();
      double most = UNITS * times / busiest.getValue();
      System.out.printf(
          "  %,d %s wrote %,d units to %s: at most %,.0f/s%n",
          times, what, busiest.getValue(), busiest.getKey(), most);
      return most;
    }

    /** Until nothing was written for five seconds: retries are less apart. */
    private void quiet() throws InterruptedException {
      long begun = System.nanoTime();
      while (Math.min(since(counts.lastWrite()), since(begun)) < 5) {
        Thread.sleep(100);
      }
    }

    private Person come(String room) throws Exception {
      for (int attempt = 1; attempt <= 100; attempt++) {
        var person = new Person();
        WebSocket socket =
            client
                .prepareGet(addresses.require("websocket_url") + "?dialect=envelope&room=" + room)
                .execute(new WebSocketUpgradeHandler.Builder().addWebSocketListener(person).build())
                .get(60, SECONDS);
        if (socket != null) { // or else it was refused
          return person.with(socket);
        }
      }
      throw new IllegalStateException("refused a hundred times: a client for " + room);
    }

    private static void atOnce(int times, Callable<Boolean> task) throws Exception {
      run(IntStream.range(0, times).mapToObj(i -> task).toList(), AT_ONCE);
    }

    private static void run(List<Callable<Boolean>> tasks, int atOnce) throws Exception {
      try (var threads = Executors.newFixedThreadPool(atOnce)) {
        for (var done : threads.invokeAll(tasks)) {
          done.get();
        }
      }
    }

    private static double since(long nanos) {
      return (System.nanoTime() - nanos) / 1e9;
    }
  }

  /** Says one thing after another, each once the last is acknowledged or refused. */
  private static final class Person implements WebSocketListener {
    private final LinkedBlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
    private @Nullable WebSocket opened;

    Person with(WebSocket socket) {
      opened = socket;
      return this;
    }

    WebSocket socket() {
      return requireNonNull(opened);
    }

    void leave() {
      var unused = socket().sendCloseFrame();
    }

    boolean talk(long end, AtomicInteger acknowledged) throws Exception {
      for (int i = 0; System.nanoTime() < end; i++) {
        var unused =
            socket()
                .sendTextFrame(
                    "{\"action\":\"sendmessage\",\"message\":\"hi\",\"client_message_id\":\"%d\"}"
                        .formatted(i));
        Boolean answer = answers.poll(20, SECONDS);
        if (Boolean.TRUE.equals(answer)) {
          acknowledged.incrementAndGet();
        }
      }
      return true;
    }

    @Override
    public void onTextFrame(String payload, boolean finalFragment, int rsv) {
      if (payload.contains("\"type\":\"ack\"")) {
        answers.add(true);
      } else if (!payload.contains("\"type\":\"message\"")) {
        answers.add(false);
      }
    }

    @Override
    public void onOpen(WebSocket webSocket) {}

    @Override
    public void onClose(WebSocket webSocket, int code, String reason) {}

    @Override
    public void onError(Throwable failure) {}
  }
}
