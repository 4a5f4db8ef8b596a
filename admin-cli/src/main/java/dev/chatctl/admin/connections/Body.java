package dev.chatctl.admin.connections;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Failures;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.output.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/** What to send, as typed: text, {@code @file} or {@code -} for standard input. */
final class Body {
  /** AWS: larger bodies are refused with 413. */
  private static final int LARGEST = 131_072;

  /** AWS: a message is metered, and sent to the client, in frames of this size. */
  private static final int FRAME = 32_768;

  private Body() {}

  static SdkBytes of(Invocation invocation, String text) {
    byte[] bytes = bytes(invocation, text);
    if (bytes.length > LARGEST) {
      throw CliException.usage(
          "body: %,d bytes or more (expected: <= %,d)".formatted(bytes.length, LARGEST),
          "API Gateway sends no larger message; send it in parts");
    }
    if (bytes.length > FRAME) {
      invocation.notice(
          "The body is %,d bytes; API Gateway counts and bills it as %d messages."
              .formatted(bytes.length, (bytes.length + FRAME - 1) / FRAME));
    }
    return SdkBytes.fromByteArrayUnsafe(bytes);
  }

  /** A JSON object of KEY=VALUE pairs; all values are text. */
  static SdkBytes json(List<String> pairs) {
    var members = new LinkedHashMap<String, String>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw CliException.usage(
            "--json: " + pair + " (expected: KEY=VALUE)", "such as --json msg=hello");
      }
      members.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return SdkBytes.fromUtf8String(JsonText.compact(members));
  }

  private static byte[] bytes(Invocation invocation, String text) {
    if (text.equals("-")) {
      try {
        return invocation.in().readNBytes(LARGEST + 1);
      } catch (InterruptedIOException e) {
        throw new UncheckedIOException(e);
      } catch (IOException e) {
        throw CliException.usage(
            "standard input cannot be read: " + Failures.reason(e), "pipe a body");
      }
    }
    if (text.startsWith("@") && text.length() > 1) {
      Path file = Path.of(text.substring(1));
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(LARGEST + 1);
      } catch (IOException e) {
        throw CliException.usage(
            "body: " + file + " cannot be read: " + Failures.reason(e),
            "@FILE sends a file; - sends standard input");
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
