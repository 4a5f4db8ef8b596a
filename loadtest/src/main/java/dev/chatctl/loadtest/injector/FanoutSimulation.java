package dev.chatctl.loadtest.injector;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.chatctl.loadtest.plan.Plan;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as Gatling sees it: one virtual user for each socket, and one "broadcast to last" response
 * for each message, failed unless it reached everybody. Gatling makes the instance, so the run
 * waits in a static field.
 */
public class FanoutSimulation extends Simulation {
  private static final AtomicReference<@Nullable FanoutRun> NEXT = new AtomicReference<>();

  private final FanoutRun run;

  /** Takes the run that waits. */
  public FanoutSimulation() {
    this(waiting());
  }

  /** Of that run. */
  @SuppressWarnings("this-escape") // Gatling's DSL is used in the constructor
  protected FanoutSimulation(FanoutRun run) {
    this.run = run;
    Plan plan = run.plan();
    var protocol =
        http.wsBaseUrl(plan.system().url().toString()).shareConnections().disableWarmUp();
    // Whether it went well is for the verdict to say, which knows what is allowed.
    setUp(populations(plan)).protocols(protocol);
  }

  private static FanoutRun waiting() {
    FanoutRun next = NEXT.getAndSet(null);
    if (next == null) {
      throw new IllegalStateException("no run is waiting");
    }
    return next;
  }

  private List<PopulationBuilder> populations(Plan plan) {
    VirtualUsers users = run.users();
    return Stream.of(
            population("listener", plan.listeners(), plan, users::connectListener),
            population("publisher", plan.publishers(), plan, users::connectPublisher),
            population("reader", plan.readers(), plan, users::connectReader))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<PopulationBuilder> population(
      String role, int count, Plan plan, BiConsumer<GatlingEngine, Session> connect) {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            scenario(role + "s")
                .exec(ConnectAction.step("connect " + role, run.parked(), connect))
                .injectOpen(arrivals(count, plan)));
  }

  /**
   * All populations share the rate. Gatling injects nobody at all in a ramp of less than a second.
   */
  private static OpenInjectionStep arrivals(int users, Plan plan) {
    return plan.sockets() <= plan.connections().rate()
        ? atOnceUsers(users)
        : rampUsers(users).during(plan.ramp());
  }

  /** The run of the next simulation that Gatling makes. */
  static void next(FanoutRun run) {
    NEXT.set(run);
  }

  @Override
  public void before() {
    run.begin();
  }
}
