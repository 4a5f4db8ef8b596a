package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.Interrupt;

/** Something that is waited for. */
interface Waiting<T> {
  T await() throws InterruptedException;

  /**
   * Waits on where the end was asked for: whoever is waited for was told, and is about to hand over
   * what it has.
   */
  static <T> T toTheEnd(Interrupt interrupt, Waiting<T> waiting) throws InterruptedException {
    try {
      return waiting.await();
    } catch (InterruptedException e) {
      if (interrupt.requested()) {
        return waiting.await();
      }
      throw e;
    }
  }
}
