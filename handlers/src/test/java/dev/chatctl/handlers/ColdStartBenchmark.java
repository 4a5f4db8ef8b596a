package dev.chatctl.handlers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.testing.FakeCallback;
import dev.chatctl.core.testing.TestTables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToDoubleFunction;

/**
 * How long a handler takes in a JVM of its own, as Lambda starts it: under the real runtime
 * interface client, on one processor, with the jar that deploys. The runtime API, the tables and
 * the callback run in this process. Run by handlers/cold-start-benchmark.
 */
final class ColdStartBenchmark {
  private static final int ROUNDS = 11;
  private static final Path NO_LOG = Path.of("/dev/null");
  private static final String MEMORY = Integer.toString(ApiDefinition.load().memoryMegabytes());

  private ColdStartBenchmark() {}

  /**
   * The first argument is the class path of the handler, the rest are further options of its JVM,
   * which is of the same kind as this one.
   */
  public static void main(String[] args) throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    var tables = new TestTables();
    try (var callback = new FakeCallback()) {
      Map<String, String> env = environment(tables, callback);
      try (var backend = new TestBackend(env)) {
        backend.connect("ann=", Map.of());
        backend.send("ann=", "{\"action\":\"sendmessage\",\"message\":\"warm\"}");
      }
      // What the tables and the callback cost when they are cold is none of the handler's.
      measure(java, args, env);
      var starts = new ArrayList<Start>();
      for (int round = 1; round <= ROUNDS; round++) {
        Start start = measure(java, args, env);
        starts.add(start);
        System.out.printf("round %d: %s%n", round, start);
      }
      System.out.printf(
          "median of %d: %s%n",
          ROUNDS,
          new Start(
              median(starts, Start::initMillis),
              median(starts, Start::invokeMillis),
              median(starts, Start::totalMillis),
              median(starts, Start::cpuMillis)));
    }
    System.exit(0); // DynamoDB Local has no end of its own
  }

  /** What Terraform gives a function. */
  private static Map<String, String> environment(TestTables tables, FakeCallback callback) {
    var env = new HashMap<>(tables.environment(callback.endpoint()));
    env.remove("PRESENCE_LIMIT");
    env.put("LOG_LEVEL", "INFO");
    env.put("DEFAULT_DIALECT", "envelope");
    env.put("SERVICE", "chat");
    env.put("STAGE", "dev");
    env.put("FAN_OUT_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/000000000000/fan-out");
    return env;
  }

  private record Start(
      double initMillis, double invokeMillis, double totalMillis, double cpuMillis) {
    @Override
    public String toString() {
      return "init %.0f ms, first invoke %.0f ms, together %.0f ms (CPU %.0f ms)"
          .formatted(initMillis, invokeMillis, totalMillis, cpuMillis);
    }
  }

  private static double median(List<Start> starts, ToDoubleFunction<Start> value) {
    return starts.stream().mapToDouble(value).sorted().toArray()[starts.size() / 2];
  }

  private static Start measure(String java, String[] args, Map<String, String> env)
      throws Exception {
    var api = new RuntimeApi();
    var command =
        new ArrayList<>(
            List.of(
                java,
                // AWS: the managed runtimes stop compilation at level 1 and share class data.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                args[0],
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                "dev.chatctl.handlers.SendMessageHandler"));
    command.addAll(1, List.of(args).subList(1, args.length));
    command.addAll(0, List.of("taskset", "-c", "0"));
    var builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(env);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "send_message");
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", MEMORY);
    builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    builder.environment().put("AWS_LAMBDA_LOG_GROUP_NAME", "log");
    builder.environment().put("AWS_LAMBDA_LOG_STREAM_NAME", "log");
    // The runtime interface client reads these without asking whether they are there.
    builder.environment().put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    builder.environment().put("LAMBDA_TASK_ROOT", System.getProperty("java.io.tmpdir"));
    builder.environment().put("_HANDLER", "dev.chatctl.handlers.SendMessageHandler");
    long started = System.nanoTime();
    Process process = builder.start();
    try {
      new ChildProcess(process, "the handler did not answer", NO_LOG)
          .await(() -> api.answered.getCount() == 0);
      Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
      return new Start(
          (api.askedAt - started) / 1e6,
          (api.answeredAt - api.askedAt) / 1e6,
          (api.answeredAt - started) / 1e6,
          cpu.toMillis());
    } finally {
      process.destroyForcibly().waitFor();
      api.close();
    }
  }

  /** Lambda's runtime API for one invocation. */
  private static final class RuntimeApi implements AutoCloseable {
    private static final String EVENT_ID = "1";

    private final HttpServer server;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile long askedAt;
    private volatile long answeredAt;

    RuntimeApi() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::handle);
      server.start();
    }

    String address() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
      String path = exchange.getRequestURI().getPath();
      byte[] request = exchange.getRequestBody().readAllBytes();
      if (path.endsWith("/next")) {
        next(exchange);
        return;
      }
      try (exchange) {
        if (path.endsWith("/error")) {
          System.err.println(
              path + " " + new String(request, java.nio.charset.StandardCharsets.UTF_8));
        }
        exchange.sendResponseHeaders(202, -1);
      }
      answeredAt = System.nanoTime();
      answered.countDown();
    }

    /** The first caller gets an event, the second waits for one as on Lambda. */
    private void next(HttpExchange exchange) throws IOException {
      if (askedAt != 0) {
        return;
      }
      byte[] event =
          TestBackend.event(
              "sendmessage",
              "ann=",
              Instant.now(),
              json ->
                  json.writeStringField("body", "{\"action\":\"sendmessage\",\"message\":\"hi\"}"),
              json -> json.writeStringField("messageId", "m" + System.nanoTime()));
      askedAt = System.nanoTime();
      exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", EVENT_ID);
      exchange
          .getResponseHeaders()
          .add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 29_000));
      exchange
          .getResponseHeaders()
          .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:x:0:function:send_message");
      exchange.getResponseHeaders().add("Lambda-Runtime-Trace-Id", "Root=1-0-0");
      exchange.getResponseHeaders().add("Lambda-Runtime-Client-Context", "");
      exchange.getResponseHeaders().add("Lambda-Runtime-Cognito-Identity", "");
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
      exchange.close();
    }
  }
}
