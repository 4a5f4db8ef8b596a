package dev.chatctl.loadtest.cli;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.process.SignsOfLife;
import dev.chatctl.core.aws.AwsClients;
import dev.chatctl.core.aws.AwsSettings;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.loadtest.consistency.Facts;
import dev.chatctl.loadtest.consistency.run.CheckedChat;
import dev.chatctl.loadtest.consistency.run.TableFacts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A chat of our own on this machine, whose tables can be read, and which can be killed. */
final class LocalChat implements CheckedChat, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By the queue too, and on a busy machine. */
  static final Duration TOLD_WITHIN = Duration.ofSeconds(10);

  private static final int[] SHARDS = {1, 2, 8};

  private final HttpClient http;
  private final Path folder;
  private final Trouble trouble;
  private final long seed;
  private final List<String> options;
  private volatile LocalBackend backend;
  private volatile LocalBackend.Addresses addresses;
  private final CountDownLatch peace = new CountDownLatch(1);
  private Future<?> killed = CompletableFuture.completedFuture(null);

  /**
   * Starts it.
   *
   * @param folder for its tables and its log
   * @param inlineLimit above how many members a room goes through the queue
   */
  LocalChat(HttpClient http, Path folder, Trouble trouble, long seed, int inlineLimit)
      throws IOException, InterruptedException {
    this.http = http;
    this.folder = folder;
    this.trouble = trouble;
    this.seed = seed;
    this.options = new ArrayList<>(List.of("--env", "FAN_OUT_INLINE_LIMIT=" + inlineLimit));
    if (trouble.killEvery().isPresent()) {
      options.addAll(List.of("--data", folder.resolve("tables").toString()));
    }
    this.backend = start();
    this.addresses = await(backend);
    options.addAll(List.of("--port", Integer.toString(url().getPort())));
    for (int i = 0; i < SHARDS.length; i++) {
      String room = rooms().get(i);
      int shards = SHARDS[i];
      tables(
          facts -> {
            facts.spread(room, shards);
            return shards;
          });
    }
  }

  private LocalBackend start() throws IOException {
    return LocalBackend.start(
        LocalBackend.launcher(), options, folder.resolve("local.log"), SignsOfLife.SILENCE);
  }

  private static LocalBackend.Addresses await(LocalBackend started) throws InterruptedException {
    try {
      return started.addresses();
    } catch (CliException | InterruptedException e) {
      started.close();
      throw e;
    }
  }

  @Override
  public URI url() {
    return addresses.webSocketUrl();
  }

  @Override
  public List<String> rooms() {
    return List.of("checked-1", "checked-2", "checked-8");
  }

  @Override
  public Optional<String> token(String user) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode().put("user_id", user).put("password", "local"));
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(addresses.uri("page_url").orElseThrow().resolve("login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String answered = JSON.readTree(response.body()).path("body").asText();
    String token = JSON.readTree(answered).path("token").asText();
    if (token.isEmpty()) {
      throw new IOException("the local chat does not sign in " + user + ": " + answered);
    }
    return Optional.of(token);
  }

  @Override
  public void trouble() throws IOException, InterruptedException {
    faults(trouble.faults());
    if (trouble.killEvery().isPresent()) {
      Duration every = trouble.killEvery().get();
      var task = new FutureTask<>(() -> killAgainAndAgain(every));
      killed = task;
      Thread.ofVirtual().name("killer").start(task);
    }
  }

  /** Between half and one and a half of that time. */
  private @Nullable Void killAgainAndAgain(Duration every)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    while (!peace.await((long) (every.toNanos() * (0.5 + random.nextDouble())), NANOSECONDS)) {
      backend.kill();
      backend.close();
      backend = start();
      addresses = await(backend);
      faults(trouble.faults());
    }
    return null;
  }

  @Override
  public void peace() throws IOException, InterruptedException {
    peace.countDown();
    try {
      killed.get();
    } catch (ExecutionException e) {
      throw new IOException("the chat was killed and does not come back: " + e.getCause(), e);
    }
    faults("");
  }

  private void faults(String faults) throws IOException, InterruptedException {
    String seeded = faults.isEmpty() ? "" : faults + ",seed=" + seed;
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(addresses.uri("fault_url").orElseThrow())
                .PUT(HttpRequest.BodyPublishers.ofString(seeded))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw CliException.usage("--faults: " + response.body(), "docs/gateway.md lists them");
    }
  }

  @Override
  public Optional<Duration> toldWithin() {
    return trouble.isLossy() ? Optional.empty() : Optional.of(TOLD_WITHIN);
  }

  @Override
  public Optional<Facts> facts() {
    return Optional.of(tables(tables -> tables.of(rooms())));
  }

  private interface Reading<T> {
    T from(TableFacts tables);
  }

  private <T> T tables(Reading<T> reading) {
    URI endpoint = addresses.uri("dynamodb_endpoint").orElseThrow();
    var settings =
        new AwsSettings(
            addresses.document().path("region").asText(),
            endpoint,
            Optional.of(endpoint),
            Optional.empty(),
            4,
            Optional.of(new AwsSettings.Credentials("local", "local", Optional.empty())));
    try (var clients = new AwsClients(settings)) {
      return reading.from(
          new TableFacts(
              clients.tables(),
              new TableNames(
                  table("active_connections"),
                  table("session_history"),
                  table("message_history"),
                  table("rooms"),
                  table("limits"))));
    }
  }

  private String table(String name) {
    return addresses.document().path("tables").path(name).asText();
  }

  @Override
  public void close() {
    killed.cancel(true);
    backend.close();
  }
}
