package dev.chatctl.core;

import dev.chatctl.core.aws.AwsClients;
import dev.chatctl.core.aws.AwsSettings;
import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.aws.RehearsalHttp;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.CallbackControl;
import dev.chatctl.core.fanout.CallbackPoster;
import dev.chatctl.core.fanout.ConnectionPoster;
import dev.chatctl.core.fanout.PacedPoster;
import dev.chatctl.core.fanout.SlowConnections;
import dev.chatctl.core.fanout.TokenBucket;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.moderation.Moderation;
import dev.chatctl.core.moderation.ModerationTable;
import dev.chatctl.core.queue.Checkpoints;
import dev.chatctl.core.queue.JobQueue;
import dev.chatctl.core.queue.SqsJobQueue;
import dev.chatctl.core.room.Limits;
import dev.chatctl.core.room.Names;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.settings.FanOutSettings;
import dev.chatctl.core.settings.PresenceSettings;
import dev.chatctl.core.settings.RetentionSettings;
import dev.chatctl.core.settings.RoomSettings;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.wire.Dialects;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * The chat backend and how its parts fit together: people arrive, say things that reach everybody
 * in their room, and depart. The parts wait for the tables and the callback; call them from any
 * number of threads.
 *
 * @param clients whose connections closing it ends
 */
public record Chat(
    RoomSettings settings,
    Membership membership,
    RoomMessages roomMessages,
    DirectMessages directMessages,
    ShardWorker worker,
    ExpiredConnections expired,
    JsonLog log,
    AwsClients clients)
    implements AutoCloseable {

  /**
   * Assembles the backend that a handler's environment describes.
   *
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat fromEnvironment(Map<String, String> environment) {
    // Lambda sends both streams to CloudWatch; a program around the handlers keeps its own output.
    return fromEnvironment(environment, System.err, CallListener.NONE);
  }

  /**
   * The same with its log lines, metrics among them, going elsewhere.
   *
   * @param listener told of every request to DynamoDB and SQS
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat fromEnvironment(
      Map<String, String> environment, PrintStream lines, CallListener listener) {
    return fromEnvironment(environment, lines, listener, AwsClients::transport);
  }

  /**
   * The same over another network.
   *
   * @param network closed with it
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat fromEnvironment(
      Map<String, String> environment,
      PrintStream lines,
      CallListener listener,
      Function<AwsSettings, SdkAsyncHttpClient> network) {
    BackendSettings settings = BackendSettings.fromEnvironment(environment);
    var clients = new AwsClients(settings.aws(), listener, network.apply(settings.aws()));
    return assemble(settings, lines, clients);
  }

  /**
   * A backend that walks the same paths without opening a socket, for warming up what a snapshot
   * keeps. It logs nothing.
   *
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat rehearsal(Map<String, String> environment) {
    var env = new HashMap<>(environment);
    // AWS: under SnapStart there are no keys in the environment.
    env.putIfAbsent("AWS_ACCESS_KEY_ID", "rehearsal");
    env.putIfAbsent("AWS_SECRET_ACCESS_KEY", "rehearsal");
    BackendSettings settings = BackendSettings.fromEnvironment(env);
    var clients =
        new AwsClients(settings.aws(), CallListener.NONE, new RehearsalHttp(Dialects.names()));
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return assemble(settings, nowhere, clients);
  }

  @Override
  public void close() {
    clients.close();
  }

  private static Chat assemble(BackendSettings settings, PrintStream lines, AwsClients clients) {
    InstantSource clock = InstantSource.system();
    Tables tables = clients.tables();
    var log = new JsonLog(lines, settings.log().level(), settings.log().dimensions(), clock);
    RetentionSettings kept = settings.rooms().retention();
    var registry = new Registry(tables, settings.tables(), settings.rateLimit(), kept);
    var history =
        new MessageHistory(
            tables,
            settings.tables().messageHistory(),
            settings.rooms().clientIdMemory(),
            kept.messages());
    FanOutSettings fanOut = settings.fanOut();
    Optional<JobQueue> queue = fanOut.queueUrl().map(url -> new SqsJobQueue(clients.sqs(), url));
    var slow = new SlowConnections(fanOut.slowFor());
    ConnectionPoster paced =
        paced(
            new CallbackPoster(clients.signed(), settings.aws().callbackEndpoint()), fanOut, slow);
    var persistent =
        new Broadcaster(
            paced,
            RetryPolicy.standard(() -> ThreadLocalRandom.current().nextDouble()),
            fanOut.lanes(),
            clock,
            slow);
    var casual = new Broadcaster(paced, RetryPolicy.once(), fanOut.lanes(), clock);
    var metrics = new BroadcastMetrics(log);
    var control = new CallbackControl(clients.signed(), settings.aws().callbackEndpoint());
    var checkpoints = new Checkpoints(tables, settings.tables().messageHistory());
    var outbox = new Outbox(checkpoints, log, clock);
    PresenceSettings told = settings.rooms().presence();
    var presence =
        new Presence(
            registry, casual, told, queue, presenceBudget(fanOut, told.limit()), log, clock);
    var moderation =
        new Moderation(new ModerationTable(tables, settings.moderationTable()), log, clock);
    var names =
        new Names(tables, settings.tables().limits(), registry, settings.rooms().names(), log);
    var limits = new Limits(tables, settings.tables().limits(), settings.limits(), log);
    var departures = new Departures(registry, presence);
    var evictions = new Evictions(departures, casual, control, log, clock);
    var unwelcome = new Unwelcome(moderation);
    var direct = new DirectMessages(registry, history, persistent, outbox, control, unwelcome, log);
    var tokens = new TokenLife(registry, direct, evictions, queue, log, clock);
    var membership =
        new Membership(registry, presence, departures, tokens, moderation, limits, names, clock);
    var unreachable =
        new Unreachable(
            new GoneConnections(registry, control, log, clock),
            new SlowConsumers(evictions, slow, control, log, clock),
            unwelcome,
            evictions);
    var broadcasts =
        new Broadcasts(
            registry, persistent, queue, fanOut.inlineLimit(), unreachable, metrics, clock);
    return new Chat(
        settings.rooms(),
        membership,
        new RoomMessages(registry, history, broadcasts, outbox, clock),
        direct,
        new ShardWorker(
            registry,
            broadcasts,
            checkpoints,
            queue,
            unreachable,
            metrics,
            ShardWorker.SLICE,
            clock),
        new ExpiredConnections(registry, evictions, clock),
        log,
        clients);
  }

  /** A tenth of what may be posted. */
  private static Optional<TokenBucket> presenceBudget(FanOutSettings settings, int limit) {
    return settings
        .postsPerSecond()
        .map(rate -> Math.max(1, rate / 10))
        .map(rate -> new TokenBucket(rate, Math.max(rate, limit), System::nanoTime));
  }

  private static ConnectionPoster paced(
      ConnectionPoster poster, FanOutSettings settings, SlowConnections slow) {
    return settings
        .postsPerSecond()
        .<ConnectionPoster>map(
            rate ->
                // AWS: an account's burst is half its rate.
                new PacedPoster(
                    poster, new TokenBucket(rate, Math.max(1, rate / 2), System::nanoTime), slow))
        .orElse(poster);
  }
}
