package dev.chatctl.loadtest.calibration;

import dev.chatctl.loadtest.wire.Marker;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All open sockets, each kept and written by its own event loop. */
final class BroadcastRoom {
  private static final String MARK = "~ct:";
  private static final int KIND = 12;

  private final Conduct conduct;
  private final long delayNanos;
  private final Relay relay;
  private final ConcurrentMap<EventLoop, Members> members = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();

  /**
   * The sockets of one event loop.
   *
   * @param queued broadcasts that wait for the loop; sockets are flushed with the last of them
   */
  private record Members(Set<Channel> channels, AtomicInteger queued) {}

  BroadcastRoom(Conduct conduct, Relay relay) {
    this.conduct = conduct;
    delayNanos = conduct.delay().toNanos();
    this.relay = relay;
  }

  void join(Channel channel) {
    members
        .computeIfAbsent(
            channel.eventLoop(), l -> new Members(new LinkedHashSet<>(), new AtomicInteger()))
        .channels()
        .add(channel);
    size.incrementAndGet();
  }

  void leave(Channel channel) {
    Members here = members.get(channel.eventLoop());
    if (here != null && here.channels().remove(channel)) {
      size.decrementAndGet();
    }
  }

  /** Open sockets. */
  int size() {
    return size.get();
  }

  /** Sends a member's message to everybody, here and at the servers this one is joined to. */
  void broadcast(Channel sender, ByteBuf text) {
    relay.pass(text);
    broadcastHere(sender, text);
  }

  /**
   * Sends a message to everybody here.
   *
   * @param sender the member it is from; null if it came from another server
   */
  void broadcastHere(@Nullable Channel sender, ByteBuf text) {
    boolean measured = isMeasured(text);
    ByteBuf frame = encode(text);
    members.forEach(
        (loop, here) -> {
          ByteBuf copy = frame.retainedDuplicate();
          if (delayNanos == 0) {
            here.queued().incrementAndGet();
            loop.execute(
                () -> deliver(sender, here, copy, measured, here.queued().decrementAndGet() == 0));
          } else {
            var unused =
                loop.schedule(
                    () -> deliver(sender, here, copy, measured, true),
                    measured ? delayNanos : 0,
                    TimeUnit.NANOSECONDS);
          }
        });
    frame.release();
  }

  private void deliver(
      @Nullable Channel sender, Members here, ByteBuf frame, boolean measured, boolean flush) {
    for (Channel to : here.channels()) {
      // The sender's echo is nobody's delivery.
      if (measured && !to.equals(sender)) {
        conduct.deliver(to, frame);
      } else {
        var unused = to.write(frame.retainedDuplicate(), to.voidPromise());
      }
      if (flush) {
        to.flush();
      }
    }
    frame.release();
  }

  /**
   * Faults and the delay spare the warm-up, whose deliveries nobody counts: it goes the same way,
   * as often as it takes for that way to be compiled.
   */
  private static boolean isMeasured(ByteBuf text) {
    String content = text.toString(StandardCharsets.ISO_8859_1);
    int at = content.indexOf(MARK);
    return at >= 0
        && content.length() > at + KIND
        && content.charAt(at + KIND) == (char) Marker.MEASURED;
  }

  /** The bytes of one unmasked text frame (RFC 6455, 5.2), encoded once for all recipients. */
  private static ByteBuf encode(ByteBuf text) {
    int length = text.readableBytes();
    ByteBuf frame = Unpooled.directBuffer(length + 10);
    frame.writeByte(0x81);
    if (length < 126) {
      frame.writeByte(length);
    } else if (length < 65536) {
      frame.writeByte(126).writeShort(length);
    } else {
      frame.writeByte(127).writeLong(length);
    }
    return frame.writeBytes(text, text.readerIndex(), length);
  }
}
