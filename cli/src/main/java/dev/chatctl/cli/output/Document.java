package dev.chatctl.cli.output;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A JSON object being put together: {@link JsonText} prints its members as they were added. */
public final class Document extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1L;

  public static Document of(String name, @Nullable Object value) {
    return new Document().with(name, value);
  }

  public Document with(String name, @Nullable Object value) {
    put(name, value);
    return this;
  }
}
