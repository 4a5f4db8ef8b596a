package dev.chatctl.local.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.output.Document;
import dev.chatctl.cli.output.JsonText;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.invoke.TimeLimit;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Invokes one function again and again, until closed. */
public final class Scheduler implements AutoCloseable {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)s?\\)");

  private final LambdaFunction function;
  private final PrintStream problems;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("schedule").unstarted(task));

  private Scheduler(LambdaFunction function, PrintStream problems) {
    this.function = function;
    this.problems = problems;
  }

  /**
   * Starts; the first invocation is one interval from now, as on AWS.
   *
   * @param expression such as {@code rate(15 minutes)}
   * @param problems told, in one line each, why an invocation failed
   * @throws IllegalArgumentException if it is no rate expression
   */
  public static Scheduler start(String expression, LambdaFunction function, PrintStream problems) {
    return every(interval(expression), function, problems);
  }

  static Scheduler every(Duration interval, LambdaFunction function, PrintStream problems) {
    var scheduler = new Scheduler(function, problems);
    var unused =
        scheduler.timer.scheduleAtFixedRate(
            scheduler::invoke, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    return scheduler;
  }

  /** How often a rate expression says; a cron expression is none. */
  static Duration interval(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches() || Long.parseLong(rate.group(1)) == 0) {
      throw new IllegalArgumentException(
          "schedule: " + expression + " (expected: one such as rate(15 minutes))");
    }
    return Duration.of(
        Long.parseLong(rate.group(1)),
        ChronoUnit.valueOf(rate.group(2).toUpperCase(Locale.ROOT) + "S"));
  }

  /** Stops; an invocation under way is interrupted. */
  @Override
  public void close() {
    timer.shutdownNow();
    timer.close();
  }

  private void invoke() {
    try {
      switch (TimeLimit.invoke(function, event())) {
        case InvocationResult.Returned returned -> {}
        case InvocationResult.FunctionError error ->
            problems.println(PrintableText.oneLine("schedule: " + error.message()));
        case InvocationResult.Unavailable none ->
            problems.println(PrintableText.oneLine("schedule: " + none.message()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] event() {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return JsonText.compact(
            Document.of("source", "aws.events")
                .with("detail-type", "Scheduled Event")
                .with("time", time))
        .getBytes(UTF_8);
  }
}
