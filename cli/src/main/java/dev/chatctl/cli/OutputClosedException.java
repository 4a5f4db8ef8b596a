package dev.chatctl.cli;

import java.io.IOException;

/**
 * Whoever read standard output stopped reading, as {@code chatctl list | head -1} does. Not an
 * error: it has what it wanted.
 */
public final class OutputClosedException extends RuntimeException {
  OutputClosedException(IOException cause) {
    super(cause);
  }
}
