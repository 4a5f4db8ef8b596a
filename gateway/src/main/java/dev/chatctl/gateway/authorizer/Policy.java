package dev.chatctl.gateway.authorizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An IAM policy document, as far as {@code execute-api} needs it: effects, actions and resources
 * with {@code *} and {@code ?}, and conditions on who is asking and when ({@link ConditionKeys}).
 */
public final class Policy {
  /** Allows everything. */
  public static final Policy ALLOW_ALL =
      new Policy(List.of(new Statement(true, Patterns.ANY, Patterns.ANY, List.of())));

  private static final JsonMapper JSON = new JsonMapper();

  private final List<Statement> statements;

  private Policy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /** What a policy says of one action on one resource. */
  public enum Verdict {
    ALLOW,
    EXPLICIT_DENY,
    NO_ALLOW
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  public static Policy parse(String json) {
    JsonNode document;
    try {
      document = JSON.readTree(json);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("policy: not JSON (expected: a policy document)", notJson);
    }
    List<Statement> statements = new ArrayList<>();
    for (JsonNode statement : each(document.path("Statement"))) {
      String effect = statement.path("Effect").asText();
      if (!effect.equals("Allow") && !effect.equals("Deny")) {
        throw new IllegalArgumentException("Effect: '" + effect + "' (expected: Allow or Deny)");
      }
      statements.add(
          new Statement(
              effect.equals("Allow"),
              Patterns.of(statement, "Action", true),
              Patterns.of(statement, "Resource", false),
              Condition.allOf(statement.path("Condition"))));
    }
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("Statement: none (expected: at least one)");
    }
    return new Policy(statements);
  }

  /** AWS: a deny wins over any allow, and what is not allowed is denied. */
  public Verdict judge(String action, String resource, ConditionKeys keys) {
    Verdict verdict = Verdict.NO_ALLOW;
    for (Statement statement : statements) {
      if (statement.covers(action, resource, keys)) {
        if (!statement.allow) {
          return Verdict.EXPLICIT_DENY;
        }
        verdict = Verdict.ALLOW;
      }
    }
    return verdict;
  }

  private static Iterable<JsonNode> each(JsonNode node) {
    return node.isArray() ? node : node.isMissingNode() ? List.of() : List.of(node);
  }

  private record Statement(
      boolean allow, Patterns actions, Patterns resources, List<Condition> conditions) {
    boolean covers(String action, String resource, ConditionKeys keys) {
      return actions.cover(action)
          && resources.cover(resource)
          && conditions.stream().allMatch(condition -> condition.holds(keys));
    }
  }

  /** {@code Action} or {@code Resource}, or what all others but {@code Not...} are. */
  private record Patterns(List<String> globs, boolean inverted, boolean ignoresCase) {
    static final Patterns ANY = new Patterns(List.of("*"), false, false);

    static Patterns of(JsonNode statement, String field, boolean ignoresCase) {
      boolean inverted = statement.has("Not" + field);
      List<String> globs = new ArrayList<>();
      for (JsonNode node : each(statement.path(inverted ? "Not" + field : field))) {
        globs.add(ignoresCase ? node.asText().toLowerCase(Locale.ROOT) : node.asText());
      }
      if (globs.isEmpty()) {
        throw new IllegalArgumentException(field + ": none (expected: at least one)");
      }
      return new Patterns(globs, inverted, ignoresCase);
    }

    boolean cover(String text) {
      String asked = ignoresCase ? text.toLowerCase(Locale.ROOT) : text;
      return globs.stream().anyMatch(glob -> Glob.matches(glob, asked)) != inverted;
    }
  }
}
