package dev.chatctl.local;

import static org.asynchttpclient.Dsl.asyncHttpClient;

import dev.chatctl.local.fault.StackFaults;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asynchttpclient.AsyncHttpClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How fast a room is told something: this project's fan-out beside a handler that posts to one
 * after another, and beside Node's SDK with all posts at once. Run by
 * local-stack/fan-out-benchmark.
 */
final class FanOutBenchmark {
  private static final int MEMBERS = 1_000;
  private static final int WARM_UP = 100;
  private static final int MESSAGES = 31;
  private static final int POSTED_TO = 100;
  private static final int ROUNDS = 3;

  private FanOutBenchmark() {}

  /** Arguments: the Node script that posts. */
  public static void main(String[] args) throws Exception {
    try (AsyncHttpClient client = asyncHttpClient()) {
      broadcasts(client);
      rates(client, args[0]);
    }
    System.exit(0); // DynamoDB Local leaves threads behind
  }

  private static void broadcasts(AsyncHttpClient client) throws Exception {
    var options = StackOptions.defaults().withFaults(StackFaults.parse("post-latency=10ms"));
    try (var stack = LocalStack.start(options);
        var audience = audience(client, stack, MEMBERS)) {
      var times = new ArrayList<Duration>();
      for (int i = 0; i < WARM_UP + MESSAGES; i++) {
        Duration time = audience.say("message " + i + ".");
        if (i >= WARM_UP) {
          times.add(time);
        }
      }
      times.sort(Comparator.naturalOrder());
      System.out.printf(
          "broadcast to %d with 10 ms added: time-to-last p50 %d ms, slowest of %d %d ms%n",
          audience.size(),
          times.get(MESSAGES / 2).toMillis(),
          MESSAGES,
          times.getLast().toMillis());
      List<String> ids = ids(stack);
      try (var callback = callback(stack)) {
        Duration time = audience.heard("sequential.", () -> postToOneAfterAnother(callback, ids));
        System.out.printf(
            "the same by a loop that posts to one after another: %d ms%n", time.toMillis());
      }
    }
  }

  private static void rates(AsyncHttpClient client, String nodeScript) throws Exception {
    try (var stack = LocalStack.start(StackOptions.defaults());
        var listening = audience(client, stack, POSTED_TO)) {
      Path ids = Files.createTempFile("connections", ".txt");
      Files.write(ids, ids(stack));
      String endpoint = stack.addresses().api().managementEndpoint().toString();
      String java = ProcessHandle.current().info().command().orElseThrow();
      var own =
          List.of(
              java,
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              PostingRate.class.getName(),
              endpoint,
              ids.toString());
      var node = List.of("node", nodeScript, endpoint, ids.toString());
      var ours = new ArrayList<Double>();
      var theirs = new ArrayList<Double>();
      for (int round = 0; round < ROUNDS; round++) {
        ours.add(rate(own));
        theirs.add(rate(node));
      }
      System.out.printf(
          "posts a second to %d, median of %d: %.0f, Node's SDK with Promise.all %.0f, ratio"
              + " %.1f%n",
          listening.size(), ROUNDS, median(ours), median(theirs), median(ours) / median(theirs));
      Files.delete(ids);
    }
  }

  private static double rate(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command.getFirst() + " failed: " + output);
    }
    return Double.parseDouble(output.strip());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static Audience audience(AsyncHttpClient client, LocalStack stack, int size)
      throws Exception {
    var url = URI.create(stack.addresses().api().webSocketUrl() + "?room=benchmark");
    return new Audience(client, url, size);
  }

  private static List<String> ids(LocalStack stack) {
    return stack
        .dynamoDb()
        .queryPaginator(
            query ->
                query
                    .tableName(stack.addresses().aws().tables().get("active_connections"))
                    .keyConditionExpression("room_shard = :shard")
                    .expressionAttributeValues(
                        Map.of(":shard", AttributeValue.fromS("benchmark#0"))))
        .items()
        .stream()
        .map(row -> Objects.requireNonNull(row.get("connection_id")).s())
        .toList();
  }

  private static ApiGatewayManagementApiClient callback(LocalStack stack) {
    return ApiGatewayManagementApiClient.builder()
        .endpointOverride(stack.addresses().api().managementEndpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static void postToOneAfterAnother(
      ApiGatewayManagementApiClient callback, List<String> ids) {
    SdkBytes frame = SdkBytes.fromUtf8String("sequential.");
    ids.forEach(id -> callback.postToConnection(post -> post.connectionId(id).data(frame)));
  }
}
