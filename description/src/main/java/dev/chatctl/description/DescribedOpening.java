package dev.chatctl.description;

import java.util.List;
import java.util.Optional;

/** One client's way through the steps of a description. Not thread-safe. */
final class DescribedOpening implements Opening {
  private final List<OpeningStep> steps;
  private final Client client;
  private int step;

  private DescribedOpening(List<OpeningStep> steps, Client client) {
    this.steps = steps;
    this.client = client;
  }

  /** Sends what comes first; empty when nothing is awaited. */
  static Optional<Opening> begin(List<OpeningStep> steps, Client client) {
    var opening = new DescribedOpening(steps, client);
    return opening.sendUpToNextAwaited() ? Optional.empty() : Optional.of(opening);
  }

  @Override
  public boolean proceed(IncomingFrame frame) {
    OpeningStep awaited = steps.get(step);
    List<String> found = awaited.await().map(where -> where.find(frame)).orElse(List.of());
    if (found.isEmpty()) {
      return false;
    }
    awaited.as().ifPresent(name -> client.keep(name, found.getFirst()));
    step++;
    return sendUpToNextAwaited();
  }

  private boolean sendUpToNextAwaited() {
    for (; step < steps.size() && steps.get(step).send().isPresent(); step++) {
      client.send(steps.get(step).send().get().make(client));
    }
    return step == steps.size();
  }

  @Override
  public String awaited() {
    return "step " + (step + 1) + " of the opening";
  }
}
