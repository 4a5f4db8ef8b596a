package dev.chatctl.loadtest.calibration;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;

/**
 * How a calibration server treats measured messages and those who come; the warm-up, whose
 * deliveries nobody counts, is always served well.
 */
interface Conduct {
  /** Time between a measured message's arrival and its deliveries. */
  Duration delay();

  /** Delivers an encoded frame to one recipient, unflushed, on its event loop. */
  default void deliver(Channel to, ByteBuf frame) {
    var unused = to.write(frame.retainedDuplicate(), to.voidPromise());
  }

  /** Sees the pipeline of each connection when it is made. */
  default void prepare(ChannelPipeline pipeline) {}
}
