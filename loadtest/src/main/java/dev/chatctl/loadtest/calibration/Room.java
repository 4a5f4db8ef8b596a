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

/** All open sockets, each kept and written by its own event loop. */
final class Room {
  private static final byte[] MEASURED = {'~', 'c', 't', ':'};
  private static final int KIND = 12;

  private final FaultInjector injector;
  private final long delayNanos;
  private final ConcurrentMap<EventLoop, Set<Channel>> members = new ConcurrentHashMap<>();

  Room(Faults faults) {
    injector = new FaultInjector(faults);
    delayNanos = faults.delay().toNanos();
  }

  void join(Channel channel) {
    members.computeIfAbsent(channel.eventLoop(), l -> new LinkedHashSet<>()).add(channel);
  }

  void leave(Channel channel) {
    Set<Channel> here = members.get(channel.eventLoop());
    if (here != null) {
      here.remove(channel);
    }
  }

  void broadcast(Channel sender, ByteBuf text) {
    boolean measured = isMeasured(text);
    ByteBuf frame = encode(text);
    members.forEach(
        (loop, here) -> {
          ByteBuf copy = frame.retainedDuplicate();
          Runnable deliver = () -> deliver(sender, here, copy, measured);
          if (delayNanos == 0) {
            loop.execute(deliver);
          } else {
            var unused = loop.schedule(deliver, delayNanos, TimeUnit.NANOSECONDS);
          }
        });
    frame.release();
  }

  private void deliver(Channel sender, Set<Channel> here, ByteBuf frame, boolean measured) {
    for (Channel to : here) {
      // The sender's echo is nobody's delivery.
      if (measured && !to.equals(sender)) {
        injector.deliver(to, frame);
      } else {
        FaultInjector.write(to, frame);
      }
    }
    frame.release();
  }

  /** Faults spare the warm-up, whose deliveries nobody counts. */
  private static boolean isMeasured(ByteBuf text) {
    String content = text.toString(StandardCharsets.ISO_8859_1);
    int at = content.indexOf(new String(MEASURED, StandardCharsets.ISO_8859_1));
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
