package dev.chatctl.loadtest.calibration;

import java.io.IOException;
import java.time.Duration;

/** The calibration server as a process of its own; it ends when its standard input does. */
public final class CalibrationServer {
  private CalibrationServer() {}

  /**
   * Prints the URL, then serves.
   *
   * @param args port, threads, delay in milliseconds; each optional
   */
  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    long delayMillis = args.length > 2 ? Long.parseLong(args[2]) : 0;
    Faults faults = Faults.delay(Duration.ofMillis(delayMillis));
    try (BroadcastServer server = BroadcastServer.start(port, threads, faults)) {
      System.out.println(server.url());
      int next = System.in.read();
      while (next >= 0) {
        next = System.in.read();
      }
    }
  }
}
