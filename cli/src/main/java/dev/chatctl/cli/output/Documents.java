package dev.chatctl.cli.output;

import dev.chatctl.cli.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints one whole document of plain values (see {@link Values#plain}). */
@FunctionalInterface
interface Documents {
  void print(@Nullable Object document, Output out);

  Documents JSON = (document, out) -> out.line(JsonText.pretty(document));
  Documents YAML = (document, out) -> out.print(YamlText.of(document));

  static Map<String, @Nullable Object> withSchema(
      String schema, Map<String, @Nullable Object> document) {
    var whole = new LinkedHashMap<String, @Nullable Object>();
    whole.put("schema", schema);
    whole.putAll(document);
    return whole;
  }
}
