package dev.chatctl.admin.target;

import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.Surroundings;

/** An invocation whose options say which chat it works on. */
public final class TargetedInvocation extends Invocation {
  private final GlobalOptions options;

  public TargetedInvocation(Surroundings surroundings) {
    this(surroundings, new GlobalOptions());
  }

  private TargetedInvocation(Surroundings surroundings, GlobalOptions options) {
    super(surroundings, options);
    this.options = options;
  }

  @Override
  public GlobalOptions options() {
    return options;
  }
}
