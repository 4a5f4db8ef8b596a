package dev.chatctl.gateway.authorizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An IAM policy document, as far as {@code execute-api} needs it: effects, actions and resources
 * with {@code *} and {@code ?}. A statement with a condition is not understood and rejected.
 */
public final class Policy {
  /** Allows everything. */
  public static final Policy ALLOW_ALL = new Policy(List.of(new Statement(true, "*", "*")));

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
    try {
      return of(JSON.readTree(json));
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("policy: not JSON (expected: a policy document)", notJson);
    }
  }

  static Policy of(JsonNode document) {
    List<Statement> statements = new ArrayList<>();
    for (JsonNode statement : each(document.path("Statement"))) {
      String effect = statement.path("Effect").asText();
      if (!effect.equals("Allow") && !effect.equals("Deny")) {
        throw new IllegalArgumentException("Effect: '" + effect + "' (expected: Allow or Deny)");
      }
      if (statement.has("Condition")) {
        throw new IllegalArgumentException("Condition: present (expected: none)");
      }
      for (String action : texts(statement, "Action")) {
        for (String resource : texts(statement, "Resource")) {
          statements.add(new Statement(effect.equals("Allow"), action, resource));
        }
      }
    }
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("Statement: none (expected: at least one)");
    }
    return new Policy(statements);
  }

  /** AWS: a deny wins over any allow, and what is not allowed is denied. */
  public Verdict judge(String action, String resource) {
    Verdict verdict = Verdict.NO_ALLOW;
    for (Statement statement : statements) {
      if (statement.covers(action, resource)) {
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

  private static List<String> texts(JsonNode statement, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : each(statement.path(field))) {
      texts.add(node.asText());
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(field + ": none (expected: at least one)");
    }
    return texts;
  }

  private record Statement(boolean allow, String action, String resource) {
    boolean covers(String asked, String on) {
      return Glob.matches(action.toLowerCase(Locale.ROOT), asked.toLowerCase(Locale.ROOT))
          && Glob.matches(resource, on);
    }
  }
}
