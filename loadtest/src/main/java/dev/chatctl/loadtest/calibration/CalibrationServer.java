package dev.chatctl.loadtest.calibration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The calibration server as a process of its own; it ends when its standard input does. It prints
 * its port and relay port, then answers each line: {@code join PORT...} with {@code joined}, {@code
 * size} with the number of open sockets.
 */
public final class CalibrationServer {
  private CalibrationServer() {}

  /**
   * Serves.
   *
   * @param args port, threads, delay in milliseconds; each optional
   */
  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    long delayMillis = args.length > 2 ? Long.parseLong(args[2]) : 0;
    Duration delay = Duration.ofMillis(delayMillis);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    try (BroadcastServer server = BroadcastServer.start(port, threads, delay)) {
      System.out.println(server.port() + " " + server.relayPort());
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        System.out.println(answer(server, Arrays.asList(line.split(" ", -1))));
      }
    }
  }

  private static String answer(BroadcastServer server, List<String> words) {
    return switch (words.getFirst()) {
      case "join" -> {
        server.join(words.stream().skip(1).map(Integer::valueOf).toList());
        yield "joined";
      }
      case "size" -> String.valueOf(server.size());
      default -> "unknown: " + words.getFirst();
    };
  }
}
