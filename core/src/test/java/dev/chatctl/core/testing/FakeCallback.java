package dev.chatctl.core.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The callback side of a gateway over real HTTP: remembers the frames each connection got and
 * answers with the faults a test asks for.
 */
public final class FakeCallback implements AutoCloseable {
  private static final String PATH = "/dev/@connections/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Queue<String>> frames = new ConcurrentHashMap<>();
  private final Map<String, Queue<Integer>> faults = new ConcurrentHashMap<>();
  private final Map<String, Integer> always = new ConcurrentHashMap<>();

  private final Queue<String> closed = new ConcurrentLinkedQueue<>();
  private volatile Consumer<String> onCall = method -> {};

  public FakeCallback() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/dev");
  }

  /** Calls back at every call, with its method. */
  public void onCall(Consumer<String> listener) {
    onCall = listener;
  }

  /** Which connections were closed, in order. */
  public List<String> closed() {
    return List.copyOf(closed);
  }

  /** What this connection received, in order. */
  public List<String> frames(String connectionId) {
    return List.copyOf(frames.getOrDefault(connectionId, new ConcurrentLinkedQueue<>()));
  }

  /** Answers the next posts to this connection with these statuses, and then with 200. */
  public void fail(String connectionId, Integer... statuses) {
    faults.put(connectionId, new ConcurrentLinkedQueue<>(List.of(statuses)));
  }

  public void failAlways(String connectionId, int status) {
    always.put(connectionId, status);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id =
          URLDecoder.decode(
              exchange.getRequestURI().getRawPath().substring(PATH.length()).replace("+", "%2B"),
              StandardCharsets.UTF_8);
      String frame = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String method = exchange.getRequestMethod();
      onCall.accept(method);
      int status = method.equals("POST") ? status(id) : always.getOrDefault(id, 200);
      if (method.equals("DELETE")) {
        closed.add(id);
      } else if (method.equals("POST") && status == 200) {
        frames.computeIfAbsent(id, key -> new ConcurrentLinkedQueue<>()).add(frame);
      }
      String errorType =
          switch (status) {
            case 410 -> "GoneException";
            case 429 -> "LimitExceededException";
            default -> "";
          };
      if (!errorType.isEmpty()) {
        exchange.getResponseHeaders().add("x-amzn-ErrorType", errorType);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private int status(String id) {
    Integer fixed = always.get(id);
    if (fixed != null) {
      return fixed;
    }
    Queue<Integer> next = faults.get(id);
    Integer fault = next == null ? null : next.poll();
    return fault == null ? 200 : fault;
  }
}
