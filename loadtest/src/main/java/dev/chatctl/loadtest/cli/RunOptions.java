package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.value.Durations;
import dev.chatctl.cli.value.Rate;
import dev.chatctl.cli.value.Size;
import dev.chatctl.loadtest.plan.Shard;
import dev.chatctl.loadtest.wire.Marker;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all scenarios, as given; what is not given is the scenario's to decide. */
final class RunOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "WebSocket endpoint, ws:// or wss://; - reads it from standard input, where nobody else"
              + " sees what secrets are in it.")
  @Nullable URI url;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "Trust the certificates in this PEM file instead of the JDK's.")
  @Nullable Path certificates;

  @Option(names = "--local", description = "Start the backend on this machine and measure it.")
  boolean local;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "200",
      description = "Listeners (default: ${DEFAULT-VALUE}).")
  int clients;

  @Mixin final ChatOptions chat = new ChatOptions();

  @Mixin final ScenarioOptions own = new ScenarioOptions();

  @Option(
      names = "--messages",
      paramLabel = "M",
      defaultValue = "50",
      description = "Measured broadcasts (default: ${DEFAULT-VALUE}).")
  int messages;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      defaultValue = "10",
      description =
          "Broadcasts per second, open loop; or a shape of RATE:DURATION,... as in 5:30s,20:1m,"
              + " which also says how many (default: ${DEFAULT-VALUE}).")
  String rate;

  @Option(
      names = "--publishers",
      paramLabel = "P",
      description = "Connections that take turns in sending (default: 1, or 1 for each shard).")
  @Nullable Integer publishers;

  @Option(
      names = "--rooms",
      paramLabel = "R",
      defaultValue = "1",
      description = "Rooms, dealt to clients in turn (default: ${DEFAULT-VALUE}).")
  int rooms;

  @Option(
      names = "--payload",
      paramLabel = "SIZE",
      defaultValue = "64",
      description =
          "Length of a message's text, such as 1KiB; at least "
              + Marker.LENGTH
              + " bytes (default: ${DEFAULT-VALUE}).")
  Size payload;

  @Option(
      names = "--warm-up",
      paramLabel = "W",
      defaultValue = "20",
      description =
          "Broadcasts sent and awaited before the measured ones, at most 10 s; never counted"
              + " (default: ${DEFAULT-VALUE}).")
  int warmUps;

  @Option(
      names = "--connect-rate",
      paramLabel = "N/s",
      defaultValue = "500",
      description =
          "Handshakes started per second; API Gateway's quota is 500 (default: ${DEFAULT-VALUE}).")
  Rate connectRate;

  @Option(
      names = "--connects-in-flight",
      paramLabel = "C",
      defaultValue = "200",
      description = "Handshakes pending at once, at most (default: ${DEFAULT-VALUE}).")
  int connectsInFlight;

  @Option(
      names = "--deadline",
      paramLabel = "LENGTH",
      defaultValue = "30s",
      converter = Seconds.class,
      description = "After which a delivery is late (default: ${DEFAULT-VALUE}).")
  Duration deadline;

  @Option(
      names = "--linger",
      paramLabel = "LENGTH",
      defaultValue = "5s",
      converter = Seconds.class,
      description =
          "How long to listen on, for duplicates, once all has arrived or is overdue (default:"
              + " ${DEFAULT-VALUE}).")
  Duration linger;

  @Option(
      names = "--keep-alive",
      paramLabel = "LENGTH",
      defaultValue = "0s",
      converter = Seconds.class,
      description =
          "Between two pings of each listener, whole seconds; 0s for none (default:"
              + " ${DEFAULT-VALUE}).")
  Duration keepAlive;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Results folder (default: results/<run id>).")
  @Nullable Path out;

  @Option(
      names = "--repeat",
      paramLabel = "K",
      defaultValue = "1",
      description =
          "Runs one after the other, each in a folder of its own, to be compared (default:"
              + " ${DEFAULT-VALUE}).")
  int repeat;

  @Option(
      names = "--shards",
      paramLabel = "K",
      defaultValue = "1",
      description = "Processes on this machine to share the load (default: ${DEFAULT-VALUE}).")
  int shards;

  @Option(
      names = "--shard",
      paramLabel = "I/K",
      converter = ShardConverter.class,
      description = "Be one of K processes on several machines; merge their results afterwards.")
  @Nullable Shard shard;

  @Option(
      names = "--start-at",
      paramLabel = "TIME",
      description =
          "When a shard starts to measure, ISO 8601, UTC without a zone; - reads the time from"
              + " standard input once ready.")
  @Nullable String startAt;

  @Option(names = "--run-id", paramLabel = "ID", description = "Shared by all shards of a run.")
  @Nullable String runId;

  @Option(
      names = "--source",
      paramLabel = "ADDRESS",
      description = "Local address to connect from; each has some 28,000 ports.")
  @Nullable InetAddress source;

  @Option(
      names = "--metrics",
      paramLabel = "URL",
      description =
          "Where metrics are posted during the run: metrics_endpoint of chatctl local, whose"
              + " dashboards then show it (default: with --local its own).")
  @Nullable URI metrics;

  @Option(
      names = "--gatling-report",
      description =
          "Have Gatling write its own report too; docs/loadtest.md has the one jar that needs.")
  boolean gatlingReport;

  /** Whether shards start by the clock, rather than by a parent's word. */
  boolean severalMachines() {
    return startAt != null && !startAt.equals("-");
  }

  /** The share of a run that this process has. */
  Shard share() {
    return shard == null ? Shard.WHOLE : shard;
  }

  /** Processes that share the run, here or elsewhere. */
  int processes() {
    return Math.max(shards, share().count());
  }

  /** A length of time; a plain number counts seconds, as it did before lengths had units. */
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      return Durations.parse(value, "s");
    }
  }

  /** Reads {@code I/K}. */
  static final class ShardConverter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String value) {
      return Shard.parse(value);
    }
  }
}
