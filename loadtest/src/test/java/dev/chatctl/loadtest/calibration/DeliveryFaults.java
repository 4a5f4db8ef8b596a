package dev.chatctl.loadtest.calibration;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes each delivery, or does to it what is still left to do wrong. */
final class DeliveryFaults {
  private static final AttributeKey<@Nullable ByteBuf> HELD = AttributeKey.valueOf("held");

  private final AtomicInteger drops;
  private final AtomicInteger duplicates;
  private final AtomicInteger swaps;

  DeliveryFaults(CalibrationFaults faults) {
    drops = new AtomicInteger(faults.drop());
    duplicates = new AtomicInteger(faults.duplicate());
    swaps = new AtomicInteger(faults.swap());
  }

  /** Writes the encoded frame to one recipient, unflushed; called on its event loop. */
  void deliver(Channel to, ByteBuf frame) {
    if (take(drops)) {
      return;
    }
    @Nullable ByteBuf held = to.attr(HELD).getAndSet(null);
    if (held == null && take(swaps)) {
      to.attr(HELD).set(frame.retainedDuplicate());
      return;
    }
    write(to, frame);
    if (held != null) {
      write(to, held);
      held.release();
    } else if (take(duplicates)) {
      write(to, frame);
    }
  }

  static void write(Channel to, ByteBuf frame) {
    var unused = to.write(frame.retainedDuplicate(), to.voidPromise());
  }

  private static boolean take(AtomicInteger left) {
    return left.get() > 0 && left.getAndDecrement() > 0;
  }
}
