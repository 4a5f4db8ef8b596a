package dev.chatctl.loadtest.injector;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.chatctl.loadtest.plan.Plan;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
  @SuppressWarnings("this-escape") // Gatling's DSL is used in the constructor
  public FanoutSimulation() {
    this(waiting());
    setUpWholeRun();
  }

  /** Of that run, whose users are to be set up. */
  protected FanoutSimulation(FanoutRun run) {
    this.run = run;
  }

  /** All users of the run, who do nothing else. */
  protected final void setUpWholeRun() {
    Plan plan = run.plan();
    // Whether it went well is for the verdict to say, which knows what is allowed.
    setUp(
            Stream.of(
                    population("listener", listeners(), listen()),
                    population("publisher", publishers(), publish()),
                    population("reader", readers(), read()))
                .flatMap(Optional::stream)
                .toList())
        .protocols(
            http.wsBaseUrl(plan.system().url().toString()).shareConnections().disableWarmUp());
  }

  /** A user connects, and listens until the run has ended. */
  protected final ActionBuilder listen() {
    return ConnectAction.step("connect listener", run.parked(), run.users()::connectListener);
  }

  /** A user connects, and says its share of the messages until the run has ended. */
  protected final ActionBuilder publish() {
    return ConnectAction.step("connect publisher", run.parked(), run.users()::connectPublisher);
  }

  /** A user connects, and asks for the history until the run has ended. */
  protected final ActionBuilder read() {
    return ConnectAction.step("connect reader", run.parked(), run.users()::connectReader);
  }

  /** How many users are to listen. */
  protected final int listeners() {
    return run.plan().listeners();
  }

  /** How many users are to publish; none where listeners do. */
  protected final int publishers() {
    return run.plan().publishers();
  }

  /** How many users are to read the history. */
  protected final int readers() {
    return run.plan().readers();
  }

  private static FanoutRun waiting() {
    FanoutRun next = NEXT.getAndSet(null);
    if (next == null) {
      throw new IllegalStateException("no run is waiting");
    }
    return next;
  }

  private Optional<PopulationBuilder> population(String role, int count, ActionBuilder step) {
    return count == 0
        ? Optional.empty()
        : Optional.of(scenario(role + "s").exec(step).injectOpen(arrivals(count, run.plan())));
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
