package dev.chatctl.cli.output;

import java.util.Map;

/** Prints rows as they come. Call {@link #end} once, also after no row. */
public interface RowWriter<T> {
  void row(T row);

  /**
   * Ends the listing.
   *
   * @param totals what is true of all rows together; fields of the document in formats that have
   *     one
   */
  void end(Map<String, Object> totals);

  default void end() {
    end(Map.of());
  }
}
