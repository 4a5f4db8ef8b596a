package dev.chatctl.cli;

import org.jspecify.annotations.Nullable;

/** Selects from a document of plain values: text, numbers, booleans, lists, maps and null. */
@FunctionalInterface
public interface Query {
  @Nullable Object search(Object document);
}
