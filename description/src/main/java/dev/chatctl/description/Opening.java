package dev.chatctl.description;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One client's way through what comes before it is ready, on one socket. Not thread-safe. */
public final class Opening {
  private final List<OpeningStep> steps;
  private final Consumer<FrameTemplate> socket;
  private final BiConsumer<String, String> keep;
  private int step;

  /**
   * At its beginning.
   *
   * @param socket sends a frame
   * @param keep takes in what was found, by its name
   */
  public Opening(
      List<OpeningStep> steps, Consumer<FrameTemplate> socket, BiConsumer<String, String> keep) {
    this.steps = steps;
    this.socket = socket;
    this.keep = keep;
  }

  /** Sends what comes first. */
  public void begin() {
    sendUpToNextAwaited();
  }

  /** Takes in a frame, and sends what comes after it if it was awaited. */
  public void proceed(IncomingFrame frame) {
    if (isDone()) {
      return;
    }
    OpeningStep awaited = steps.get(step);
    List<String> found = awaited.await().map(where -> where.find(frame)).orElse(List.of());
    if (!found.isEmpty()) {
      awaited.as().ifPresent(name -> keep.accept(name, found.getFirst()));
      step++;
      sendUpToNextAwaited();
    }
  }

  private void sendUpToNextAwaited() {
    for (; !isDone() && steps.get(step).send().isPresent(); step++) {
      socket.accept(steps.get(step).send().get());
    }
  }

  /** Whether the client is ready. */
  public boolean isDone() {
    return step == steps.size();
  }

  /** The number of the step that is waited for, from 1; none when it is done. */
  public Optional<Integer> awaited() {
    return isDone() ? Optional.empty() : Optional.of(step + 1);
  }
}
