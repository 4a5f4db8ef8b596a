package dev.chatctl.loadtest.lies;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chat of one room on loopback that speaks the envelope dialect, lies, and writes down what it
 * does. A thread for each connection reads; all is decided, written and booked by one more, the
 * desk, so that the books are in the order of the wire. Listeners are told apart by the dialect
 * they ask for, on which nothing else depends.
 */
final class LyingServer implements AutoCloseable {
  private final Lie lie;
  private final Tongue tongue;
  private final Books books;
  private final ServerSocket listening;
  private final Set<Visitor> visitors = new LinkedHashSet<>();
  private final ScheduledExecutorService desk =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("desk").factory());

  /**
   * Starts to listen.
   *
   * @param listeners who is to come
   */
  LyingServer(Lie lie, List<String> listeners) throws IOException {
    this(lie, Tongue.ENVELOPE, listeners);
  }

  /** The same in another tongue. */
  LyingServer(Lie lie, Tongue tongue, List<String> listeners) throws IOException {
    this.lie = lie;
    this.tongue = tongue;
    books = new Books(listeners);
    listening = new ServerSocket();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    Thread.ofVirtual().start(this::accept);
    if (batch().isPositive()) {
      long nanos = batch().toNanos();
      var unused = desk.scheduleAtFixedRate(this::flush, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private Duration batch() {
    return lie.batch().isPositive() ? lie.batch() : tongue.batch();
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/");
  }

  /** What it has done so far. */
  Truth truth(Duration deadline) throws InterruptedException {
    return atDesk(() -> books.truth(deadline.toNanos()));
  }

  private <T> T atDesk(Callable<T> work) throws InterruptedException {
    try {
      return desk.submit(work).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (RejectedExecutionException e) {
      throw new InterruptedException("the desk is closed");
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (SocketException e) {
      // Closed, with the server.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Handshake handshake = Handshake.read(in);
      Visitor visitor = new Visitor(handshake.name(), socket);
      if (atDesk(() -> letIn(visitor, handshake, socket))) {
        read(in, visitor);
      }
    } catch (IOException e) {
      // Whoever is gone without a goodbye was noted when reading ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean letIn(Visitor visitor, Handshake handshake, Socket socket) throws IOException {
    int status = lie.handshake(visitor.name());
    handshake.answer(socket, status);
    if (status != 101) {
      books.refused(status);
      return false;
    }
    return visitors.add(visitor);
  }

  private void read(InputStream in, Visitor visitor) throws IOException, InterruptedException {
    try {
      boolean open = true;
      while (open) {
        Frame frame = Frame.read(in);
        open = atDesk(() -> heard(visitor, frame));
      }
    } finally {
      boolean unused = atDesk(() -> leave(visitor));
    }
  }

  /** Whether the connection goes on. */
  private boolean heard(Visitor visitor, Frame frame) throws IOException {
    switch (frame.opcode()) {
      case Frame.TEXT, Frame.BINARY -> asked(visitor, frame);
      case Frame.PING -> visitor.write(List.of(Frame.control(Frame.PONG, frame.text())));
      case Frame.PONG -> {
        if (visitor.ponged(frame.text())) {
          cut(visitor, 1006);
        }
      }
      case Frame.CLOSE -> {
        if (leave(visitor)) {
          visitor.write(List.of(Frame.control(Frame.CLOSE, "")));
        }
        return visitor.isMute();
      }
      default -> throw new IOException("opcode: " + frame.opcode());
    }
    return true;
  }

  /** Whether it was still there. */
  private boolean leave(Visitor visitor) {
    boolean there = visitors.remove(visitor);
    if (there && !visitor.isPublisher()) {
      books.left(visitor.name());
    }
    return there;
  }

  private void asked(Visitor from, Frame frame) throws IOException {
    Tongue.Request request = tongue.request(frame);
    switch (request.action()) {
      case "ping" -> from.write(List.of(tongue.pong()));
      case "hello" -> from.write(List.of(tongue.hello()));
      case "history" ->
          from.write(List.of(Frame.text("{\"v\":1,\"type\":\"history\",\"messages\":[]}")));
      case "sendmessage" -> {
        from.speaks();
        Optional<Post> post = Post.of(request.text(), System.nanoTime());
        if (post.isPresent()) {
          posted(from, post.get());
        } else {
          visitors.forEach(visitor -> visitor.write(List.of(plain(request.text()))));
        }
      }
      default -> throw new IOException("request: " + request);
    }
  }

  private Frame plain(String text) {
    return tongue.messages(List.of(text), json -> json);
  }

  private void posted(Visitor from, Post post) {
    books.posted(post, listeners().map(Visitor::name).collect(Collectors.toSet()));
    Optional<String> error = lie.error(post);
    if (error.isPresent()) {
      books.error(error.get());
      from.write(List.of(tongue.error(error.get())));
    } else {
      from.write(List.of(plain(post.text())));
      listeners().toList().forEach(listener -> told(listener, post));
    }
    lie.after(post, this);
  }

  private void told(Visitor listener, Post post) {
    List<Duration> times = lie.times(listener.name(), post, List.of(Duration.ZERO));
    books.decided(times.size());
    for (Duration time : times) {
      if (time.isZero()) {
        tell(listener, post);
      } else {
        var unused =
            desk.schedule(() -> tell(listener, post), time.toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

  private void tell(Visitor listener, Post post) {
    if (!visitors.contains(listener)) {
      return;
    }
    if (batch().isPositive()) {
      listener.batch().add(post);
    } else if (listener.write(
        lie.frames(List.of(tongue.messages(List.of(post.text()), lie::envelope))))) {
      books.told(listener.name(), post);
    }
  }

  private void flush() {
    listeners().toList().forEach(this::flush);
  }

  private void flush(Visitor listener) {
    List<Post> batch = List.copyOf(listener.batch());
    listener.batch().clear();
    if (!batch.isEmpty()
        && listener.write(
            lie.frames(
                List.of(
                    tongue.messages(batch.stream().map(Post::text).toList(), lie::envelope))))) {
      batch.forEach(post -> books.told(listener.name(), post));
    }
  }

  private Stream<Visitor> listeners() {
    return visitors.stream().filter(visitor -> !visitor.isPublisher());
  }

  private Optional<Visitor> listener(String name) {
    return listeners().filter(visitor -> visitor.name().equals(name)).findFirst();
  }

  /** Who is connected and listens. For lies, at the desk. */
  Set<String> present() {
    return listeners().map(Visitor::name).collect(Collectors.toSet());
  }

  /** Ends a listener's connection, with a close frame. For lies, at the desk. */
  void cut(String name, int code, String reason) {
    listener(name)
        .ifPresent(
            visitor -> {
              visitor.write(List.of(Frame.close(code, reason)));
              cut(visitor, code);
            });
  }

  private void cut(Visitor visitor, int code) {
    visitors.remove(visitor);
    books.cut(visitor.name(), code);
  }

  /** Ends a listener's connection by a reset. For lies, at the desk. */
  void reset(String name) {
    listener(name).ifPresent(Visitor::resetOncePonged);
  }

  /** Never again writes anything to a listener's connection, which stays open. For lies. */
  void mute(String name) {
    listener(name)
        .ifPresent(
            visitor -> {
              flush(visitor);
              visitor.mute();
            });
  }

  /** Sends a listener a frame that it has not asked for. For lies, at the desk. */
  void babble(String name, String text) {
    listener(name)
        .filter(visitor -> visitor.write(List.of(Frame.text(text))))
        .ifPresent(v -> books.unasked());
  }

  /** Tells a listener what it has missed, oldest first. For lies, at the desk. */
  void backfill(String name) {
    listener(name)
        .ifPresent(
            visitor ->
                books.missing(name).stream()
                    .filter(post -> !visitor.batch().contains(post))
                    .forEach(post -> tell(visitor, post)));
  }

  @Override
  public void close() throws IOException {
    listening.close();
    desk.shutdownNow();
  }
}
