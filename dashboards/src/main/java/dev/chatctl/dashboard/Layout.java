package dev.chatctl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks that widgets fit on CloudWatch's grid of 24 columns without overlapping. */
final class Layout {
  private static final int COLUMNS = 24;

  private record Box(String title, int x, int y, int width, int height) {
    boolean overlaps(Box other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }

    @Override
    public String toString() {
      return "%d+%d, %d+%d".formatted(x, width, y, height);
    }
  }

  private Layout() {}

  static List<Finding> problems(String file, JsonNode widgets, Function<JsonNode, String> title) {
    var problems = new ArrayList<Finding>();
    var placed = new ArrayList<Box>();
    for (JsonNode widget : widgets) {
      var box =
          new Box(
              title.apply(widget),
              widget.path("x").asInt(),
              widget.path("y").asInt(),
              widget.path("width").asInt(),
              widget.path("height").asInt());
      if (box.x() + box.width() > COLUMNS) {
        problems.add(
            new Finding(
                file,
                box.title(),
                "x + width: %d (expected: <= %d)".formatted(box.x() + box.width(), COLUMNS)));
      }
      for (Box other : placed) {
        if (box.overlaps(other)) {
          problems.add(
              new Finding(
                  file,
                  box.title(),
                  "overlaps \"%s\" (at %s, the other at %s)".formatted(other.title(), box, other)));
        }
      }
      placed.add(box);
    }
    return problems;
  }
}
