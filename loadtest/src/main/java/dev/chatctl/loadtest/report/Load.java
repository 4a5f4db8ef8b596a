package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.plan.Plan;

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
   */
  public record Population(int clients, int rooms, int publishers, int readers) {
    private Population plus(Population more) {
      return new Population(clients + more.clients, rooms, publishers, readers + more.readers);
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
            plan.readers()),
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

  /** Of two shards of one run, each of which knows all its messages. */
  Load plus(Load more) {
    return new Load(
        population.plus(more.population), messages.plus(more.messages), terms.plus(more.terms));
  }
}
