package dev.chatctl.description;

import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.RuntimeConfiguration;
import io.burt.jmespath.jcf.JcfRuntime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where something is in a frame: steps, each of which finds texts in what the one before found. A
 * text is a frame again to the next step, so JSON within JSON, or behind a prefix, is two steps.
 */
public final class Extraction {
  private static final JcfRuntime JMESPATH =
      new JcfRuntime(new RuntimeConfiguration.Builder().withSilentTypeErrors(true).build());

  private sealed interface Step {
    Stream<String> find(IncomingFrame frame);
  }

  private record Path(Expression<Object> expression) implements Step {
    @Override
    public Stream<String> find(IncomingFrame frame) {
      return frame.json().map(this::search).map(Extraction::texts).orElseGet(Stream::empty);
    }

    private @Nullable Object search(Object json) {
      try {
        return expression.search(json);
      } catch (JmesPathException e) { // a value of another kind than it is made for
        return null;
      }
    }
  }

  private record Regex(Pattern pattern) implements Step {
    @Override
    public Stream<String> find(IncomingFrame frame) {
      List<String> found = new ArrayList<>();
      for (Matcher match = pattern.matcher(frame.text()); match.find(); ) {
        String text = match.group(Math.min(1, match.groupCount()));
        if (text != null) {
          found.add(text);
        }
      }
      return found.stream();
    }
  }

  private enum Decoding implements Step {
    BASE64;

    @Override
    public Stream<String> find(IncomingFrame frame) {
      try {
        byte[] bytes = Base64.getMimeDecoder().decode(frame.text());
        return Stream.of(new String(bytes, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return Stream.empty();
      }
    }
  }

  private final List<Step> steps;

  private Extraction(List<Step> steps) {
    this.steps = steps;
  }

  /** The frame itself. */
  static Extraction whole() {
    return new Extraction(List.of());
  }

  /**
   * And then what a JMESPath expression finds: a text, each of an array, other values as JSON;
   * neither null nor false.
   *
   * @throws IllegalArgumentException if it is none
   */
  Extraction jmesPath(String expression) {
    try {
      return then(new Path(JMESPATH.compile(expression)));
    } catch (JmesPathException e) {
      throw new IllegalArgumentException("no JMESPath: " + e.getMessage());
    }
  }

  /**
   * And then each match of a regular expression: its first group, or all of it.
   *
   * @throws IllegalArgumentException if it is none
   */
  Extraction pattern(String regex) {
    try {
      return then(new Regex(Pattern.compile(regex, Pattern.MULTILINE)));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("no regular expression: " + e.getDescription());
    }
  }

  /** And then what the text is the Base64 of. */
  Extraction base64() {
    return then(Decoding.BASE64);
  }

  private Extraction then(Step step) {
    return new Extraction(Stream.concat(steps.stream(), Stream.of(step)).toList());
  }

  /** All texts that there are, in order. */
  public List<String> find(IncomingFrame frame) {
    List<String> found = List.of(frame.text());
    List<IncomingFrame> frames = List.of(frame);
    for (Step step : steps) {
      found = frames.stream().flatMap(step::find).toList();
      frames = found.stream().map(IncomingFrame::of).toList();
    }
    return found;
  }

  private static Stream<String> texts(Object value) {
    return switch (value) {
      case Boolean truth when !truth -> Stream.empty();
      case String text -> Stream.of(text);
      case List<?> list ->
          list.stream().filter(each -> each != null).flatMap(each -> texts((Object) each));
      default -> Stream.of(JsonValues.text(value));
    };
  }
}
