package dev.chatctl.dashboard.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.dashboard.Dashboards;
import dev.chatctl.dashboard.Deployment;
import dev.chatctl.dashboard.JsonTrees;
import java.util.List;
import java.util.stream.Collectors;

/** The page, in one file that needs nothing else. */
final class Page {
  private Page() {}

  /** Asks the server it came from for {@code bodies} and {@code metrics}. */
  static String live() {
    return assemble("null");
  }

  /** Holds all it shows: a recording, see {@link Export}. */
  static String recorded(JsonNode recording) {
    ObjectNode recorded = JsonNodeFactory.instance.objectNode();
    recorded.set("bodies", bodies());
    recorded.set("metrics", recording);
    return assemble(PrintableText.script(recorded.toString()));
  }

  /** The dashboards' bodies for the local stack, by name. */
  static JsonNode bodies() {
    ObjectNode bodies = JsonNodeFactory.instance.objectNode();
    Deployment local = Deployment.local();
    for (String name : Dashboards.names()) {
      bodies.set(name, Dashboards.body(name, local));
    }
    return bodies;
  }

  private static String assemble(String recorded) {
    String script =
        List.of("metrics.js", "chart.js", "page.js").stream()
            .map(Page::resource)
            .collect(Collectors.joining("\n"));
    return resource("preview.html")
        .replace("/*STYLE*/", resource("preview.css"))
        .replace("/*SCRIPT*/", script.replace("\"use strict\";", ""))
        // Last: what it says is looked at no more.
        .replace("null/*RECORDED*/", recorded);
  }

  private static String resource(String name) {
    return JsonTrees.text(Page.class, name);
  }
}
