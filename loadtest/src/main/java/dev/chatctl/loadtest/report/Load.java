package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.plan.Plan;
import java.util.List;
import java.util.stream.IntStream;

/** What was asked of the system. */
public record Load(
    @JsonUnwrapped Population population,
    @JsonUnwrapped Messages messages,
    @JsonUnwrapped Terms terms) {
  /**
   * Who was there.
   *
   * @param clients listeners
   * @param publishers connections that took turns in sending
   * @param readers connections that ask for the history
   * @param echo whether listeners, in turn, are told what they say themselves; empty where all are
   */
  public record Population(
      int clients,
      int rooms,
      int publishers,
      int readers,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Boolean> echo) {
    public Population {
      echo = echo == null ? List.of() : List.copyOf(echo); // absent where all are
    }

    boolean isEchoed(int listener) {
      return echo.isEmpty() || echo.get(listener % echo.size());
    }

    private Population plus(Population more) {
      return new Population(
          clients + more.clients, rooms, publishers, readers + more.readers, echo);
    }
  }

  /**
   * What was sent.
   *
   * @param planned measured messages planned
   * @param rate of those, a second
   * @param warmUps broadcasts before them, not counted anywhere
   */
  public record Messages(int planned, double rate, int payloadBytes, int warmUps) {
    private Messages plus(Messages more) {
      return new Messages(planned, rate, payloadBytes, warmUps + more.warmUps);
    }
  }

  /**
   * How connections were made, and what counts as arrived.
   *
   * @param connectRate handshakes started a second
   * @param reconnects whether listeners are meant to be cut off and to return
   */
  public record Terms(int connectRate, long deadlineMillis, boolean reconnects) {
    private Terms plus(Terms more) {
      return new Terms(connectRate + more.connectRate, deadlineMillis, reconnects);
    }
  }

  static Load of(RunResult result) {
    Plan plan = result.plan();
    return new Load(
        new Population(
            plan.listeners(),
            plan.population().rooms(),
            plan.schedule().publishers(),
            plan.readers(),
            echo(plan)),
        new Messages(
            plan.schedule().messages(),
            plan.traffic().rate(),
            plan.traffic().payloadBytes(),
            result.requests().warmUps()),
        new Terms(
            plan.connections().rate(),
            plan.traffic().deadline().toMillis(),
            plan.connections().reconnect()));
  }

  private static List<Boolean> echo(Plan plan) {
    List<Boolean> echo =
        IntStream.range(0, plan.system().chats().protocols().size())
            .mapToObj(plan::isEchoed)
            .toList();
    return echo.contains(false) ? echo : List.of();
  }

  /** Of two shards of one run, each of which knows all its messages. */
  Load plus(Load more) {
    return new Load(
        population.plus(more.population), messages.plus(more.messages), terms.plus(more.terms));
  }
}
