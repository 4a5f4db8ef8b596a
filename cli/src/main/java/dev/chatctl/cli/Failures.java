package dev.chatctl.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** The one place that turns a failure into an exit code and what the person reads. */
public final class Failures {
  private Failures() {}

  /** Prints the failure and returns its exit code. */
  static ExitCode report(
      Throwable thrown,
      Invocation invocation,
      Function<Throwable, Optional<CliException>> explain) {
    Throwable failure = unwrap(thrown);
    // The SDK wraps what its callbacks throw, in exceptions of its own.
    if (caused(failure, OutputClosedException.class).isPresent()) {
      return ExitCode.OK;
    }
    Optional<CliException> known =
        caused(failure, CliException.class)
            .or(() -> caused(failure, FileSystemException.class).map(Failures::ofFile))
            .or(() -> caused(failure, OutOfMemoryError.class).map(Failures::ofMemory))
            .or(() -> explain.apply(failure));
    if (invocation.options().debug()) {
      var trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      tell(PrintableText.lines(trace.toString()), invocation);
    }
    if (known.isPresent()) {
      print(known.get(), invocation);
      return known.get().exitCode();
    }
    // What is cut off in the middle fails in ways of its own, which are nobody's fault.
    if (invocation.interrupt().requested()) {
      return ExitCode.INTERRUPTED;
    }
    tell(unexpected(failure, invocation), invocation);
    return ExitCode.UNEXPECTED;
  }

  /** The line of a failure, as {@code error: what\n hint: what to do}. */
  private static void print(CliException failure, Invocation invocation) {
    Style style = invocation.errStyle();
    var text = new StringBuilder(style.failure("error:"));
    text.append(' ').append(PrintableText.lines(String.valueOf(failure.getMessage())));
    failure.hint().ifPresent(hint -> text.append("\n hint: ").append(PrintableText.lines(hint)));
    tell(text.toString(), invocation);
  }

  /** A file that a person named. */
  private static CliException ofFile(FileSystemException failure) {
    String expected =
        failure instanceof NoSuchFileException ? " (expected: one that is there)" : "";
    return CliException.usage(
        failure.getFile() + ": " + reason(failure) + expected,
        "check the path, and who may read and write there");
  }

  /** Why a file, which the caller names, could not be read or written. */
  public static String reason(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException e when e.getCause() != null -> reason(e.getCause());
      case NoSuchFileException e -> "no such file";
      case AccessDeniedException e -> "access denied";
      case FileAlreadyExistsException e -> "is there already";
      case NotDirectoryException e -> "no folder";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      case CharacterCodingException e -> "not UTF-8";
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static CliException ofMemory(OutOfMemoryError failure) {
    return new CliException(
        ExitCode.UNEXPECTED,
        "out of memory: " + failure.getMessage(),
        "give it less at once, or more memory with JAVA_TOOL_OPTIONS=-Xmx4g");
  }

  private static void tell(String text, Invocation invocation) {
    try {
      invocation.out().flush();
    } catch (OutputClosedException | CliException e) {
      // That data was lost as well changes neither what to tell nor that the command failed.
    }
    invocation.err().line(text);
    invocation.err().flush();
  }

  private static <T extends Throwable> Optional<T> caused(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  /** The failure inside the wrappers of futures. */
  public static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wrapper =
        thrown instanceof CompletionException
            || thrown instanceof ExecutionException
            || thrown instanceof picocli.CommandLine.ExecutionException;
    return wrapper && cause != null ? unwrap(cause) : thrown;
  }

  // The class and the place say enough to find the fault; the message could quote a chat.
  private static String unexpected(Throwable failure, Invocation invocation) {
    var text = new StringBuilder();
    text.append("error: unexpected ").append(failure.getClass().getName());
    StackTraceElement[] stack = failure.getStackTrace();
    for (int i = 0; i < Math.min(3, stack.length); i++) {
      text.append("\n   at ").append(stack[i]);
    }
    text.append("\n ").append(Version.text());
    text.append("\n hint: ");
    text.append(
        invocation.options().debug()
            ? "please report it with this text"
            : "--debug shows the message and the whole stack trace; please report it with this"
                + " text");
    return text.toString();
  }
}
