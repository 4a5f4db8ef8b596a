package dev.chatctl.handlers;

/** A fan-out worker in a process of its own, which a test can kill: works off one job and ends. */
final class WorkerProcess {
  private static final int TIME_MILLIS = 29_000;

  private WorkerProcess() {}

  /** The argument is the event that SQS delivers. */
  public static void main(String[] args) throws Exception {
    new FanOutWorker()
        .handleRequest(
            new java.io.ByteArrayInputStream(
                args[0].getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            System.out,
            new FakeContext(TIME_MILLIS));
  }
}
