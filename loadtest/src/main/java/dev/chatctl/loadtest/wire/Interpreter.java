package dev.chatctl.loadtest.wire;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.description.Description;
import dev.chatctl.description.Extraction;
import dev.chatctl.description.Hearing;
import dev.chatctl.description.IncomingFrame;
import dev.chatctl.description.Speech;
import dev.chatctl.loadtest.wire.Interpretation.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames as a description has it, for the sockets of one event loop. A broadcast's frames are
 * mostly the same for everybody, so what the last ones said is kept: comparing bytes costs a
 * fraction of reading JSON. Not thread-safe.
 */
public final class Interpreter {
  /** A power of two, and more than there are messages under way at a time, as a rule. */
  private static final int KEPT = 64;

  private record Known(ByteBuf frame, boolean binary, Interpretation meaning) {}

  private final Hearing hearing;
  private final Speech speech;
  private final boolean plain;
  private final @Nullable Known[] known = new Known[KEPT];

  public Interpreter(Description description) {
    this.hearing = description.hearing();
    this.speech = description.speech();
    this.plain = hearing.messages().isEmpty() && hearing.replies().isEmpty();
  }

  /** Whether messages are anywhere in a frame, and none is to be answered. */
  public boolean isPlain() {
    return plain;
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
    Interpretation meaning = read(copy, new IncomingFrame(bytes, binary));
    known[slot] = new Known(copy, binary, meaning);
    return meaning;
  }

  private Interpretation read(ByteBuf bytes, IncomingFrame frame) {
    Optional<String> texts = hearing.messages().map(where -> texts(where, frame));
    boolean told = texts.isPresent() && !texts.get().isEmpty();
    return new Interpretation(
        JsonEscapes.undone(
            texts.map(found -> Unpooled.copiedBuffer(found, StandardCharsets.UTF_8)).orElse(bytes)),
        told ? Optional.empty() : error(bytes, frame),
        new Interpretation.Traits(
            !told && is(speech.keepAlive().flatMap(Speech.KeepAlive::answer), frame),
            is(speech.history().map(Speech.HistoryRequest::answer), frame),
            !told && is(hearing.ignored(), frame)),
        hearing.replies().stream()
            .flatMap(
                reply ->
                    reply.to().find(frame).stream().map(found -> new Reply(found, reply.send())))
            .toList());
  }

  private static String texts(Extraction where, IncomingFrame frame) {
    return String.join("\n", where.find(frame));
  }

  private Optional<String> error(ByteBuf bytes, IncomingFrame frame) {
    if (hearing.errors().isEmpty()) {
      return Refusal.code(bytes);
    }
    List<String> codes = hearing.errors().get().find(frame);
    return codes.stream()
        .findFirst()
        .map(code -> PrintableText.oneLine(code, Refusal.LONGEST_CODE));
  }

  private static boolean is(Optional<Extraction> kind, IncomingFrame frame) {
    return kind.isPresent() && !kind.get().find(frame).isEmpty();
  }
}
