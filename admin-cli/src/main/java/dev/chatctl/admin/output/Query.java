package dev.chatctl.admin.output;

import dev.chatctl.admin.cli.CliException;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jcf.JcfRuntime;
import org.jspecify.annotations.Nullable;

/** A JMESPath expression over plain values. */
final class Query {
  private final Expression<Object> expression;

  private Query(Expression<Object> expression) {
    this.expression = expression;
  }

  static Query parse(String text) {
    try {
      return new Query(new JcfRuntime().compile(text));
    } catch (JmesPathException e) {
      throw CliException.usage(
          "--query: " + e.getMessage(), "such as 'connections[?room==`lobby`].connection_id'");
    }
  }

  @Nullable Object search(Object document) {
    try {
      return expression.search(document);
    } catch (JmesPathException e) {
      throw CliException.usage("--query: " + e.getMessage(), "chatctl help output");
    }
  }
}
