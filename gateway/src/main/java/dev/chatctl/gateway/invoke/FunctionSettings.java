package dev.chatctl.gateway.invoke;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a Lambda function is configured with, as far as its {@code Context} shows it.
 *
 * @param name what logs call it
 * @param timeout how long it may run before its thread is interrupted; it may outlive the gateway's
 *     integration timeout, as in AWS. Lambda: 1 s to 15 min; shorter ones are allowed here for
 *     tests
 * @param log receives what the handler logs through its Context, one entry per call
 */
public record FunctionSettings(
    String name, Duration timeout, int memoryMegabytes, Consumer<String> log) {
  static final FunctionSettings DEFAULT =
      new FunctionSettings("function", Duration.ofSeconds(30), 512, System.out::println);

  public FunctionSettings {
    requireNonNull(name, "name");
    requireNonNull(log, "log");
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
    }
    if (memoryMegabytes < 128) {
      throw new IllegalArgumentException(
          "memoryMegabytes: " + memoryMegabytes + " (expected: >= 128)");
    }
  }

  /** 30 s, 512 MB, logging to standard output. */
  public static FunctionSettings named(String name) {
    return new FunctionSettings(
        name.isEmpty() ? DEFAULT.name : name,
        DEFAULT.timeout,
        DEFAULT.memoryMegabytes,
        DEFAULT.log);
  }

  public FunctionSettings withTimeout(Duration timeout) {
    return new FunctionSettings(name, timeout, memoryMegabytes, log);
  }

  public FunctionSettings withLog(Consumer<String> log) {
    return new FunctionSettings(name, timeout, memoryMegabytes, log);
  }
}
