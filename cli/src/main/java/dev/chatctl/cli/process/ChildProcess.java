package dev.chatctl.cli.process;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process that works for this one. Whoever waits for it waits for as long as it shows {@link
 * SignsOfLife}; one that is silent, or has ended too early, is a failure that quotes its log.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 10;
  private static final int QUOTED_LINES = 15;

  private final Process process;
  private final String complaint;
  private final Path log;
  private final Duration silence;
  private final LongAdder printedLines = new LongAdder();
  private @Nullable BlockingQueue<Optional<String>> lines;

  /**
   * A process that was started.
   *
   * @param complaint what to say when it fails, as in {@code the backend did not start}
   * @param log the file that its standard error goes to, and its standard output unless {@link
   *     #nextLine} is to read that
   */
  public ChildProcess(Process process, String complaint, Path log) {
    this(process, complaint, log, SignsOfLife.SILENCE);
  }

  /**
   * The same.
   *
   * @param silence how long it may show no sign of life
   */
  public ChildProcess(Process process, String complaint, Path log, Duration silence) {
    this.process = process;
    this.complaint = complaint;
    this.log = log;
    this.silence = silence;
  }

  /** Starts one that has nothing to say to us but in its log, which takes both its outputs. */
  public static ChildProcess start(ProcessBuilder builder, String complaint, Path log)
      throws IOException {
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ChildProcess(process, complaint, log);
  }

  /** The process itself. */
  public Process process() {
    return process;
  }

  /**
   * Waits until something has come about.
   *
   * @throws CliException when the process has ended before, or is silent; exit code 6
   */
  public void await(Callable<Boolean> condition) throws InterruptedException {
    until(() -> condition.call() || !process.isAlive());
    if (!holds(condition)) {
      throw failure("it ended with exit code " + process.exitValue());
    }
  }

  /**
   * Waits for its end and returns its exit code.
   *
   * @throws CliException when it is silent; exit code 6
   */
  public int awaitEnd() throws InterruptedException {
    until(() -> !process.isAlive());
    return process.exitValue();
  }

  /**
   * Waits for the next line of its standard output; empty at the end of that.
   *
   * @throws CliException when it is silent; exit code 6
   */
  public Optional<String> nextLine() throws InterruptedException {
    if (lines == null) {
      BlockingQueue<Optional<String>> queue = new LinkedBlockingQueue<>();
      Thread.ofPlatform().daemon().name("child-output").start(() -> read(queue));
      lines = queue;
    }
    BlockingQueue<Optional<String>> read = lines;
    until(() -> !read.isEmpty());
    Optional<String> line = read.take();
    if (line.isEmpty()) {
      read.add(line);
    }
    return line;
  }

  private void read(BlockingQueue<Optional<String>> queue) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        printedLines.increment();
        queue.add(Optional.of(line));
      }
    } catch (IOException e) {
      // The process is gone, and its output with it: that is the end of it.
    } finally {
      queue.add(Optional.empty());
    }
  }

  private void until(Callable<Boolean> condition) throws InterruptedException {
    var life = new SignsOfLife(process.toHandle(), this::printed, silence);
    while (!holds(condition)) {
      if (!life.seen()) {
        throw failure("it has neither printed nor worked for " + silence.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("what is waited for cannot be looked at: " + e, e);
    }
  }

  private long printed() {
    return log.toFile().length() + printedLines.sum();
  }

  /** What to tell of it, with the end of its log. */
  public CliException failure(String reason) {
    List<String> said = said();
    String quoted =
        said.subList(Math.max(0, said.size() - QUOTED_LINES), said.size()).stream()
            .map(line -> "\n  " + line)
            .collect(Collectors.joining());
    return new CliException(
        ExitCode.UNAVAILABLE, complaint + ": " + reason + quoted, "the whole log is in " + log);
  }

  private List<String> said() {
    try {
      return Files.readString(log).lines().toList();
    } catch (IOException e) {
      return List.of(); // there is nothing to quote, which the hint lets everybody see
    }
  }

  /** Ends it, and all that it has started: by the end of its input, by a signal, by force. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already; nothing is left to be told to it.
    }
    try {
      if (!process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        // By its handle: the process itself would close our ends of its streams as well.
        process.toHandle().destroy();
        var life = new SignsOfLife(process.toHandle(), this::printed, GOODBYE);
        while (process.isAlive() && life.seen()) {
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
