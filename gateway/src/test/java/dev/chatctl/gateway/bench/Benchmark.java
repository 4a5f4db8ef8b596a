package dev.chatctl.gateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the gateway in a process of its own and prints medians: posts against an empty 200 of
 * the same server library (with {@code wrk}, alternately), two-way frames, heap of an idle
 * connection. Loopback only; a few minutes at most.
 */
@SuppressWarnings("StringConcatToTextBlock") // line ends matter here
final class Benchmark {
  private static final int ROUNDS = 5;
  private static final int SECONDS = 4;
  private static final int TWO_WAY_SOCKETS = 32;
  private static final int WINDOW = 8;
  private static final int IDLE = 15_000;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final String PING = "{\"action\":\"ping\"}";
  private static final int PONG_FRAME = 2 + "pong".length();

  private final int gateway;
  private final int bare;
  private final Writer ask;
  private final BufferedReader hear;

  private Benchmark(int gateway, int bare, Writer ask, BufferedReader hear) {
    this.gateway = gateway;
    this.bare = bare;
    this.ask = ask;
    this.hear = hear;
  }

  public static void main(String[] args) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process server =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BenchServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Writer ask = server.outputWriter(UTF_8);
        BufferedReader hear = server.inputReader(UTF_8)) {
      int[] ports =
          Arrays.stream(hear.readLine().split(" ", -1)).mapToInt(Integer::parseInt).toArray();
      Benchmark benchmark = new Benchmark(ports[0], ports[1], ask, hear);
      benchmark.posts();
      benchmark.twoWay();
      benchmark.idle(args.length > 0 ? Integer.parseInt(args[0]) : IDLE);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private void posts() throws Exception {
    try (Sockets sockets = new Sockets()) {
      SocketChannel socket = sockets.connect(gateway, "/local");
      String id = Sockets.ask(socket, "{\"action\":\"whoami\"}");
      Thread drain = Sockets.drain(socket);
      String post = "http://127.0.0.1:" + gateway + "/local/@connections/" + id.replace("=", "%3D");
      String empty = "http://127.0.0.1:" + bare + "/";
      List<Double> posts = new ArrayList<>();
      List<Double> empties = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      wrk(post);
      wrk(empty);
      for (int i = 0; i < ROUNDS; i++) {
        empties.add(wrk(empty));
        posts.add(wrk(post));
        ratios.add(posts.getLast() / empties.getLast());
      }
      print("POST /@connections, 200 bytes, 32 keep-alive connections", "%,.0f/s", posts);
      print("the same server library, empty 200", "%,.0f/s", empties);
      print("ratio", "%.2f", ratios);
      socket.shutdownOutput();
      drain.join();
    }
  }

  private static double wrk(String url) throws Exception {
    Path script = Files.createTempFile("post", ".lua");
    try {
      Files.writeString(
          script,
          "wrk.method = 'POST'\nwrk.headers['Content-Type'] = 'application/json'\n"
              + "wrk.body = string.rep('x', 200)\n");
      Process wrk =
          new ProcessBuilder(
                  "wrk", "-t1", "-c32", "-d" + SECONDS + "s", "-s", script.toString(), url)
              .redirectErrorStream(true)
              .start();
      String output = new String(wrk.getInputStream().readAllBytes(), UTF_8);
      Matcher rate = RATE.matcher(output);
      if (wrk.waitFor() != 0 || !rate.find() || output.contains("Non-2xx")) {
        throw new IOException("wrk: " + output);
      }
      return Double.parseDouble(rate.group(1));
    } finally {
      Files.delete(script);
    }
  }

  private void twoWay() throws Exception {
    List<Double> rates = new ArrayList<>();
    List<Thread> readers = new ArrayList<>();
    try (Sockets sockets = new Sockets()) {
      LongAdder answered = new LongAdder();
      for (int i = 0; i < TWO_WAY_SOCKETS; i++) {
        SocketChannel socket = sockets.connect(gateway, "/local");
        readers.add(Thread.ofPlatform().daemon().start(() -> pingPong(socket, answered)));
      }
      Thread.sleep(SECONDS * 1_000L);
      for (int i = 0; i < ROUNDS; i++) {
        long began = System.nanoTime();
        long before = answered.sum();
        Thread.sleep(SECONDS * 1_000L);
        rates.add((answered.sum() - before) * 1e9 / (System.nanoTime() - began));
      }
    }
    for (Thread reader : readers) {
      reader.join();
    }
    print("two-way messages, 32 sockets, 8 in flight each", "%,.0f/s", rates);
  }

  /** Keeps a window of messages in flight: each answer that is read lets one more go. */
  private static void pingPong(SocketChannel socket, LongAdder answered) {
    byte[] ping = Sockets.frame(PING);
    ByteBuffer out = ByteBuffer.allocateDirect(ping.length * WINDOW);
    ByteBuffer in = ByteBuffer.allocateDirect(PONG_FRAME * WINDOW);
    int partial = 0;
    int send = WINDOW;
    try {
      while (true) {
        out.clear();
        for (int i = 0; i < send; i++) {
          out.put(ping);
        }
        out.flip();
        while (out.hasRemaining()) {
          socket.write(out);
        }
        int read = socket.read(in.clear());
        if (read < 0) {
          return;
        }
        send = (partial + read) / PONG_FRAME;
        partial = (partial + read) % PONG_FRAME;
        answered.add(send);
      }
    } catch (IOException closed) {
      // The measurement is over.
    }
  }

  private void idle(int connections) throws Exception {
    long before = heap();
    try (Sockets sockets = new Sockets()) {
      for (int i = 0; i < connections; i++) {
        var unused = sockets.connect(gateway, "/local");
      }
      double each = (heap() - before) / (double) connections;
      print(connections + " idle connections, heap of each", "%,.0f bytes", List.of(each));
    }
  }

  private long heap() throws IOException {
    ask.write("heap\n");
    ask.flush();
    return Long.parseLong(hear.readLine());
  }

  private static void print(String what, String format, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-60s median " + format + "  (%s)%n",
        what,
        sorted.get(sorted.size() / 2),
        String.join(" ", sorted.stream().map(v -> String.format(Locale.ROOT, format, v)).toList()));
  }
}
