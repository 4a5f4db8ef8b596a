package dev.chatctl.loadtest.plan;

import dev.chatctl.description.ChatProtocol;
import dev.chatctl.loadtest.ledger.Schedule;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
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
    return with(new SystemUnderTest(url, system.trust(), system.metrics(), system.chats()));
  }

  /** The same run, telling its metrics there. */
  public Plan reportingTo(Optional<URI> metrics) {
    return with(new SystemUnderTest(system.url(), system.trust(), metrics, system.chats()));
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

  /** How many connections the whole run has. */
  public int connectionsOfAll() {
    return population.clients() + others() + population.readers();
  }

  private int others() {
    return population.everyonePublishes() ? 0 : schedule().publishers();
  }

  /** Whether a listener is told what it says itself; one that says nothing has nothing to miss. */
  public boolean isEchoed(int listener) {
    return !population.everyonePublishes() || system.chats().of(listener).echoes();
  }

  /** The number among all connections of a publisher with a socket of its own. */
  public int publisher(int number) {
    return population.clients() + number;
  }

  /** The same of a reader. */
  public int reader(int number) {
    return population.clients() + others() + number;
  }

  /** What a connection speaks, by its number: listeners come first. */
  public ChatProtocol protocol(int connection) {
    return connection < population.clients()
        ? system.chats().of(connection)
        : system.chats().first();
  }

  /**
   * What a connection's names of values stand for.
   *
   * @param session values that it brings
   */
  public ClientVariables client(int connection, Map<String, String> session) {
    Optional<String> room =
        population.rooms() > 1
            ? Optional.of("load-" + runId + "-" + room(connection))
            : protocol(connection).room();
    return new ClientVariables(system.chats(), runId, connection, room, session);
  }

  private int room(int connection) {
    int number = connection < publisher(0) ? connection : connection - publisher(0);
    return connection < reader(0) ? number % population.rooms() : 0;
  }
}
