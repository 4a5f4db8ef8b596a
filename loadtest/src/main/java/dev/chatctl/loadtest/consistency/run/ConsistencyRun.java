package dev.chatctl.loadtest.consistency.run;

import dev.chatctl.loadtest.consistency.Facts;
import dev.chatctl.loadtest.consistency.History;
import dev.chatctl.loadtest.consistency.Judgement;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run: all clients follow their scripts for a time, then things no longer go wrong, all is
 * awaited that may still be under way, everybody resumes once more, half of them leave, and the
 * tables are read until they have come to rest.
 */
public final class ConsistencyRun {
  private static final int PAGE = 100;

  /** To read all there is, when nothing goes wrong any more. */
  private static final int ATTEMPTS = 10;

  private static final Duration BETWEEN_READINGS = Duration.ofSeconds(3);

  private final Plan plan;
  private final CheckedChat chat;
  private final Recorder recorder = new Recorder();
  private final List<Participant> participants = new ArrayList<>();
  private final Consumer<String> progress;

  /**
   * What to do.
   *
   * @param quiet how long is waited for what is under way
   * @param rest how long counts may take to be right; a dead connection is found after 40 seconds
   */
  public record Plan(int clients, Duration time, long seed, Duration quiet, Duration rest) {
    /** The same seed is the same scripts. */
    public Plan(int clients, Duration time, long seed) {
      this(
          clients,
          time,
          seed,
          Duration.ofNanos(History.SETTLED_NANOS).plusSeconds(1),
          Duration.ofMinutes(2));
    }
  }

  /** What happened, and what was found. */
  public record Result(History history, Judgement judgement) {}

  /**
   * A run.
   *
   * @param progress told what begins
   */
  public ConsistencyRun(Plan plan, CheckedChat chat, HttpClient http, Consumer<String> progress) {
    this.plan = plan;
    this.chat = chat;
    this.progress = progress;
    for (int i = 0; i < plan.clients(); i++) {
      participants.add(new Participant(new Link(identity(i), chat, http, recorder)));
    }
  }

  private Link.Identity identity(int number) {
    return new Link.Identity(
        "c" + number,
        chat.user(number),
        number % 2 == 0 ? "x#" : "",
        chat.rooms().get(number / 2 % chat.rooms().size()));
  }

  /** Carries it out. */
  public Result run() throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        return run(threads);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private Result run(ExecutorService threads) throws IOException, InterruptedException {
    each(threads, participants, Participant::connect);
    chat.trouble();
    progress.accept(
        "%d clients in %d rooms for %d s ..."
            .formatted(plan.clients(), chat.rooms().size(), plan.time().toSeconds()));
    long until = recorder.now() + plan.time().toNanos();
    each(threads, participants, participant -> participant.follow(script(participant), until));
    chat.peace();
    progress.accept("Waiting for what is under way ...");
    TimeUnit.NANOSECONDS.sleep(plan.quiet().toNanos());
    each(threads, participants, ConsistencyRun::readAll);
    List<Participant> leaving = new ArrayList<>();
    for (int i = 1; i < participants.size(); i += 2) {
      leaving.add(participants.get(i));
    }
    each(threads, leaving, Participant::leave);
    Optional<Facts> facts = atRest(threads, leaving);
    History history = recorder.history(facts, chat.toldWithin());
    each(threads, participants, Participant::leave);
    return new Result(history, Judgement.of(history));
  }

  private Script script(Participant participant) {
    int number = participants.indexOf(participant);
    return new Script(plan.seed(), number, number % 3 == 0);
  }

  private static void readAll(Participant participant) throws InterruptedException {
    boolean resumed = false;
    boolean readBack = false;
    for (int attempt = 0; attempt < ATTEMPTS && !(resumed && readBack); attempt++) {
      participant.connect();
      resumed = resumed || participant.resume(PAGE);
      readBack = readBack || participant.readBack(PAGE, Integer.MAX_VALUE);
    }
  }

  /** Reads the tables until they agree with who is there, or will not. */
  private Optional<Facts> atRest(ExecutorService threads, List<Participant> leaving)
      throws InterruptedException {
    long end = System.nanoTime() + plan.rest().toNanos();
    TimeUnit.NANOSECONDS.sleep(BETWEEN_READINGS.toNanos());
    Optional<Facts> facts = chat.facts();
    while (facts.isPresent()
        && !Judgement.isAtRest(recorder.history(facts, chat.toldWithin()))
        && System.nanoTime() < end) {
      // Who speaks finds the dead, and who comes and goes counts.
      each(threads, stayingIn(leaving), participant -> participant.say(1));
      each(threads, leaving, ConsistencyRun::comeAndGo);
      TimeUnit.NANOSECONDS.sleep(BETWEEN_READINGS.toNanos());
      facts = chat.facts();
    }
    return facts;
  }

  private List<Participant> stayingIn(List<Participant> leaving) {
    return participants.stream().filter(participant -> !leaving.contains(participant)).toList();
  }

  private static void comeAndGo(Participant participant) throws InterruptedException {
    participant.connect();
    participant.leave();
  }

  private interface Action {
    void of(Participant participant) throws InterruptedException;
  }

  /** Has all do something at once, and waits for all. */
  private static void each(ExecutorService threads, List<Participant> all, Action action)
      throws InterruptedException {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (Participant participant : all) {
      tasks.add(
          () -> {
            action.of(participant);
            return null;
          });
    }
    for (Future<Void> task : threads.invokeAll(tasks)) {
      try {
        task.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a client failed: " + e.getCause(), e.getCause());
      }
    }
  }
}
