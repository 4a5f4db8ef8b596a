package dev.chatctl.loadtest.injector;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Has Gatling carry out runs. */
public interface Gatling {
  /** Within this JVM, once for each run. */
  Gatling OWN = GatlingRunner::start;

  /**
   * Begins a run, which is told should Gatling end without it.
   *
   * @param folder receives {@code gatling.log} and Gatling's own {@code simulation.log}
   * @param report whether Gatling is to write its own report as well
   */
  UnderWay start(FanoutRun run, Path folder, boolean report);

  /** Whether users do more than to connect, and bring values of their own. */
  default boolean hasUsersOfItsOwn() {
    return false;
  }

  /** A run that has begun. */
  interface UnderWay {
    /** Completes when Gatling has ended. */
    CompletableFuture<Void> ended();

    /** Takes back what Gatling was given, when it has ended or nobody waits for it any more. */
    void free();
  }
}
