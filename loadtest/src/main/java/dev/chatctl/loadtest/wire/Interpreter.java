package dev.chatctl.loadtest.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.description.ChatProtocol;
import dev.chatctl.description.IncomingFrame;
import dev.chatctl.description.Meaning;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames as a protocol has it, for the sockets of one event loop. A broadcast's frames are
 * mostly the same for everybody, so what the last ones said is kept: comparing bytes costs a
 * fraction of reading JSON. Not thread-safe.
 */
public final class Interpreter {
  /** A power of two, and more than there are messages under way at a time, as a rule. */
  private static final int KEPT = 64;

  private record Known(ByteBuf frame, boolean binary, Interpretation meaning) {}

  private final ChatProtocol protocol;
  private final @Nullable Known[] known = new Known[KEPT];

  public Interpreter(ChatProtocol protocol) {
    this.protocol = protocol;
  }

  /** What a frame says; valid until another is asked for. */
  public Interpretation of(ByteBuf frame, boolean binary) {
    int slot = ByteBufUtil.hashCode(frame) & (KEPT - 1);
    Known before = known[slot];
    if (before != null && before.binary() == binary && ByteBufUtil.equals(before.frame(), frame)) {
      return before.meaning();
    }
    byte[] bytes = ByteBufUtil.getBytes(frame);
    ByteBuf copy = Unpooled.wrappedBuffer(bytes);
    Interpretation meaning = read(copy, protocol.hear(new IncomingFrame(bytes, binary)));
    known[slot] = new Known(copy, binary, meaning);
    return meaning;
  }

  private static Interpretation read(ByteBuf frame, Meaning meaning) {
    return new Interpretation(
        JsonEscapes.undone(
            meaning
                .texts()
                .map(texts -> Unpooled.copiedBuffer(String.join("\n", texts), UTF_8))
                .orElse(frame)),
        meaning);
  }
}
