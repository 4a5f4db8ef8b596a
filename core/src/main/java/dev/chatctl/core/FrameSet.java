package dev.chatctl.core;

import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.wire.Dialect;
import dev.chatctl.core.wire.Dialects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/** One thing to tell, rendered once for each dialect among its recipients. */
record FrameSet(List<Recipient> recipients, Map<String, SdkBytes> byDialect) {

  /** Leaves out the recipients whose dialect has no frame for it. */
  static FrameSet render(List<Recipient> recipients, Function<Dialect, Optional<byte[]>> renderer) {
    Map<String, Optional<SdkBytes>> rendered = new HashMap<>();
    for (Recipient recipient : recipients) {
      rendered.computeIfAbsent(
          recipient.dialect(),
          name -> renderer.apply(Dialects.get(name)).map(SdkBytes::fromByteArrayUnsafe));
    }
    Map<String, SdkBytes> frames = new HashMap<>();
    rendered.forEach((name, frame) -> frame.ifPresent(bytes -> frames.put(name, bytes)));
    return new FrameSet(
        recipients.stream().filter(recipient -> frames.containsKey(recipient.dialect())).toList(),
        Map.copyOf(frames));
  }

  SdkBytes frame(Recipient recipient) {
    return Objects.requireNonNull(byDialect.get(recipient.dialect()));
  }
}
