package dev.chatctl.loadtest.plan;

import dev.chatctl.loadtest.ledger.Schedule;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One run, fully decided.
 *
 * @param runId names the run; all its shards share it
 * @param scenario what the run is called after
 */
public record Plan(
    String runId,
    String scenario,
    SystemUnderTest system,
    Population population,
    Traffic traffic,
    ConnectionSettings connections,
    Shard shard,
    RunClock clock) {

  /** The same run against another endpoint. */
  public Plan at(URI url) {
    return with(new SystemUnderTest(url, system.trust(), system.metrics()));
  }

  /** The same run, telling its metrics there. */
  public Plan reportingTo(Optional<URI> metrics) {
    return with(new SystemUnderTest(system.url(), system.trust(), metrics));
  }

  private Plan with(SystemUnderTest other) {
    return new Plan(runId, scenario, other, population, traffic, connections, shard, clock);
  }

  /** Identifies this run in a marker: a run only takes in its own messages. */
  public int marker() {
    return runId.hashCode();
  }

  /** The measured messages. */
  public Schedule schedule() {
    return traffic.schedule();
  }

  /** Listeners of this share. */
  public int listeners() {
    return shard.share(population.clients());
  }

  /** Publishers of this share with sockets of their own. */
  public int publishers() {
    return population.everyonePublishes() ? 0 : shard.share(schedule().publishers());
  }

  /** Readers of this share. */
  public int readers() {
    return shard.share(population.readers());
  }

  /** Sockets of this share. */
  public int sockets() {
    return listeners() + publishers() + readers();
  }

  /** Time the connect ramp takes at the planned rate, in whole seconds. */
  public Duration ramp() {
    return Duration.ofSeconds(Math.ceilDiv(Math.max(1, sockets()), connections.rate()));
  }

  /** Where a client connects: the room and the dialect are query parameters. */
  public URI urlOf(int room, int dialect) {
    StringBuilder query = new StringBuilder();
    if (population.rooms() > 1) {
      query.append("&room=load-").append(runId).append('-').append(room);
    }
    if (!population.dialects().isEmpty()) {
      query
          .append("&dialect=")
          .append(population.dialects().get(dialect % population.dialects().size()));
    }
    if (query.isEmpty()) {
      return system.url();
    }
    String base = system.url().toString();
    return URI.create(base + (system.url().getRawQuery() == null ? "?" : "&") + query.substring(1));
  }
}
