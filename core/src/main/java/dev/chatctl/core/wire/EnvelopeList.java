package dev.chatctl.core.wire;

import dev.chatctl.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A reply that lists things, cut into frames below the gateway's 32 KB. All but the last say that
 * more follow; only the last carries the members that end the reply.
 */
final class EnvelopeList {
  // AWS: 32 KB a frame. What is around the list takes a few hundred bytes.
  private static final int MAX_LIST_BYTES = 30 * 1024;

  private EnvelopeList() {}

  static <T> List<String> frames(
      String type,
      String listName,
      List<T> values,
      Json.ValueWriter<T> writer,
      Json.Writer head,
      Json.Writer tail) {
    List<List<byte[]>> chunks = chunks(values, writer);
    var frames = new ArrayList<String>();
    for (int i = 0; i < chunks.size(); i++) {
      List<byte[]> chunk = chunks.get(i);
      boolean more = i + 1 < chunks.size();
      byte[] frame =
          EnvelopeFrames.frame(
              type,
              json -> {
                head.write(json);
                json.writeArrayFieldStart(listName);
                for (byte[] value : chunk) {
                  json.writeRawValue(new String(value, StandardCharsets.UTF_8));
                }
                json.writeEndArray();
                if (!more) {
                  tail.write(json);
                }
                json.writeBooleanField("more", more);
              });
      frames.add(new String(frame, StandardCharsets.UTF_8));
    }
    return frames;
  }

  private static <T> List<List<byte[]>> chunks(List<T> values, Json.ValueWriter<T> writer) {
    var chunks = new ArrayList<List<byte[]>>();
    List<byte[]> chunk = new ArrayList<>();
    int size = 0;
    for (T value : values) {
      byte[] bytes = Json.object(json -> writer.write(json, value));
      if (!chunk.isEmpty() && size + bytes.length > MAX_LIST_BYTES) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        size = 0;
      }
      chunk.add(bytes);
      size += bytes.length + 1;
    }
    chunks.add(chunk);
    return chunks;
  }
}
