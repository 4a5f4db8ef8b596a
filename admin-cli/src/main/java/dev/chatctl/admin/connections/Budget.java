package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.Pacer;
import dev.chatctl.cli.value.Rate;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast a command calls {@code @connections}, whose quota the chat lives on: a tenth of what the
 * account has, which fan-out leaves to others. The local stack has no quota.
 */
final class Budget {
  private Budget() {}

  /**
   * The pace of a command.
   *
   * @param asked what an option says, which is not questioned
   */
  static Pacer pace(Invocation invocation, Aws aws, Optional<Rate> asked) {
    if (asked.isEmpty() && aws.target().local()) {
      return new Pacer(invocation.interrupt(), Duration.ZERO);
    }
    return Pacer.perSecond(
        invocation.interrupt(), asked.map(Rate::perSecond).orElseGet(() -> share(aws)));
  }

  private static double share(Aws aws) {
    return aws.target().quota().operators();
  }
}
