package dev.chatctl.description;

import dev.chatctl.cli.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a frame that refuses what was sent from one that only tells news, such as who joined. */
final class Refusal {
  /** What is in every refusal, and in little else: to be found faster than a frame is parsed. */
  private static final List<String> MARKS = List.of("\"error", "\"requestId\"");

  /** Where dialects have the code of an error, or what they say instead. */
  private static final List<List<String>> CODES =
      List.of(
          List.of("code"),
          List.of("error", "code"),
          List.of("error"),
          List.of("errors", "code"),
          List.of("errors"),
          List.of("message"));

  private static final int LONGEST_CODE = 60;

  private Refusal() {}

  /** The code that the frame refuses something with; {@code error} where there is none. */
  static Optional<String> code(IncomingFrame frame) {
    if (MARKS.stream().noneMatch(frame.text()::contains)) {
      return Optional.empty();
    }
    Optional<Object> json = frame.json();
    if (json.isEmpty()) {
      return Optional.of("error");
    }
    return json.get() instanceof Map<?, ?> answer && refuses(answer)
        ? Optional.of(codeOf(answer))
        : Optional.empty();
  }

  /** A code as it is shown. */
  static String shown(String code) {
    return PrintableText.oneLine(code, LONGEST_CODE);
  }

  /** The envelope's error, system E's, and the frames API Gateway sends itself. */
  private static boolean refuses(Map<?, ?> answer) {
    return "error".equals(answer.get("type"))
        || answer.get("error") != null
        || answer.get("errors") != null
        || answer.containsKey("requestId");
  }

  private static String codeOf(Map<?, ?> answer) {
    return CODES.stream()
        .flatMap(path -> at(answer, path))
        .filter(code -> code instanceof String || code instanceof Number || code instanceof Boolean)
        .map(code -> shown(String.valueOf(code)))
        .findFirst()
        .orElse("error");
  }

  /** What is there, of arrays in their first element; nothing or one. */
  private static Stream<Object> at(@Nullable Object value, List<String> path) {
    return switch (value) {
      case null -> Stream.empty();
      case List<?> list -> at(list.isEmpty() ? null : list.getFirst(), path);
      case Map<?, ?> map when !path.isEmpty() ->
          at(map.get(path.getFirst()), path.subList(1, path.size()));
      default -> path.isEmpty() ? Stream.of(value) : Stream.empty();
    };
  }
}
