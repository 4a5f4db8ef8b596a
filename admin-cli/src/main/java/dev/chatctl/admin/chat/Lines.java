package dev.chatctl.admin.chat;

import org.jspecify.annotations.Nullable;

/** Where what the person says comes from: a prompt, or a pipe. */
interface Lines extends AutoCloseable {
  /** The next line; null at the end. */
  @Nullable String next();

  /** Shows a line without disturbing what is being typed. */
  void show(String line);

  @Override
  void close();
}
