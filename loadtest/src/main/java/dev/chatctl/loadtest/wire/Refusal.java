package dev.chatctl.loadtest.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.PrintableText;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tells a frame that refuses what was sent from one that only tells news, such as who joined. */
public final class Refusal {
  /** What is in every refusal, and in little else: to be found faster than a frame is parsed. */
  private static final List<String> MARKS = List.of("\"error", "\"requestId\"");

  /** Where dialects have the code of an error, or what they say instead. */
  private static final List<String> CODES =
      List.of("/code", "/error/code", "/error", "/errors/0/code", "/errors/0", "/message");

  static final int LONGEST_CODE = 60;
  private static final int LONGEST_TEXT = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusal() {}

  /** The code that the frame refuses something with; its text where there is none. */
  public static Optional<String> code(ByteBuf frame) {
    String text = frame.toString(StandardCharsets.UTF_8);
    if (MARKS.stream().noneMatch(text::contains)) {
      return Optional.empty();
    }
    JsonNode answer;
    try {
      answer = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return Optional.of("error");
    }
    return refuses(answer) ? Optional.of(codeOf(answer)) : Optional.empty();
  }

  /** The envelope's error, system E's, and the frames API Gateway sends itself. */
  private static boolean refuses(JsonNode answer) {
    return answer.path("type").asText().equals("error")
        || answer.hasNonNull("error")
        || answer.hasNonNull("errors")
        || answer.has("requestId");
  }

  private static String codeOf(JsonNode answer) {
    return CODES.stream()
        .map(answer::at)
        .filter(code -> code.isValueNode() && !code.isNull())
        .map(code -> PrintableText.oneLine(code.asText(), LONGEST_CODE))
        .findFirst()
        .orElse("error");
  }

  /** The frame as an example to show: one line, at most {@value #LONGEST_TEXT} characters. */
  public static String example(String frame) {
    return PrintableText.oneLine(frame, LONGEST_TEXT);
  }
}
