package dev.chatctl.loadtest.simulation;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.cli.Terminals;
import dev.chatctl.loadtest.cli.LoadTestProgram;
import dev.chatctl.loadtest.injector.FanoutRun;
import dev.chatctl.loadtest.injector.Gatling;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** {@code chatctl loadtest SCENARIO} on a thread of a Gatling that carries out its one run. */
final class HostedCommand implements Gatling, Gatling.UnderWay {
  private final CompletableFuture<FanoutRun> run = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<Integer> code = new CompletableFuture<>();

  private final boolean ownUsers;

  private HostedCommand(boolean ownUsers) {
    this.ownUsers = ownUsers;
  }

  /**
   * Starts the command with the options of the system property {@code loadtest.args}.
   *
   * @param ownUsers whether its users do more than to connect
   * @param options as {@code --name=value}, where that property does not say otherwise
   */
  static HostedCommand start(String scenario, boolean ownUsers, String... options) {
    String given = System.getProperty("loadtest.args", "").strip();
    if (given.matches("(.*\\s)?--(shards|repeat|gatling-report)\\b.*")) {
      throw CliException.usage(
          "loadtest.args: --shards, --repeat, --gatling-report (expected: none of them where"
              + " Gatling starts the run)",
          "chatctl loadtest has them");
    }
    List<String> words = Stream.of(given.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    List<String> args = new ArrayList<>(List.of("loadtest", scenario));
    Stream.of(options).filter(option -> !isGiven(name(option), words)).forEach(args::add);
    args.addAll(words);
    HostedCommand command = new HostedCommand(ownUsers);
    Thread.ofPlatform()
        .daemon()
        .name("loadtest")
        .start(() -> command.carryOut(args.toArray(String[]::new)));
    return command;
  }

  private static boolean isGiven(String option, List<String> words) {
    return words.stream().anyMatch(word -> name(word).equals(option));
  }

  private static String name(String option) {
    return option.replaceFirst("=.*", "");
  }

  private void carryOut(String[] args) {
    int exit = LoadTestProgram.run(surroundings(), this, args);
    run.completeExceptionally(failure(exit));
    code.complete(exit);
  }

  private static FailedRunException failure(int exit) {
    return new FailedRunException("chatctl loadtest ended with exit code " + exit);
  }

  /** Gatling's own streams, and nobody to draw for. */
  private static Surroundings surroundings() {
    return new Surroundings(
        InputStream.nullInputStream(),
        System.out,
        System.err,
        Terminals.NONE,
        System.getenv(),
        Path.of(""),
        InstantSource.system(),
        new Interrupt());
  }

  /** What Gatling is to carry out; fails when the command ended before. */
  FanoutRun run() {
    try {
      return run.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof FailedRunException failed ? failed : e;
    }
  }

  /** Gatling has ended: the command sums up, and its exit code fails the simulation unless 0. */
  void end() {
    ended.complete(null);
    int exit = code.join();
    if (exit != 0) {
      throw failure(exit);
    }
  }

  @Override
  public UnderWay start(FanoutRun begun, Path folder, boolean report) {
    run.complete(begun);
    return this;
  }

  @Override
  public boolean hasUsersOfItsOwn() {
    return ownUsers;
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void free() {
    // Gatling was given nothing, and the process ends with it.
  }
}
