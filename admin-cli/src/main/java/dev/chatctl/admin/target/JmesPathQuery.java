package dev.chatctl.admin.target;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Query;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jcf.JcfRuntime;
import org.jspecify.annotations.Nullable;

/** A JMESPath expression over plain values. */
record JmesPathQuery(Expression<Object> expression) implements Query {
  static Query parse(String text) {
    try {
      return new JmesPathQuery(new JcfRuntime().compile(text));
    } catch (JmesPathException e) {
      throw CliException.usage(
          "--query: " + e.getMessage(), "such as 'connections[?room==`lobby`].connection_id'");
    }
  }

  @Override
  public @Nullable Object search(Object document) {
    try {
      return expression.search(document);
    } catch (JmesPathException e) {
      throw CliException.usage("--query: " + e.getMessage(), "chatctl help output");
    }
  }
}
