package dev.chatctl.admin.aws;

import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.ServiceFailure;
import dev.chatctl.core.moderation.AuditEntry;
import java.util.List;
import java.util.Optional;

/** Notes what the operator is about to do. */
public record AuditLog(TargetedInvocation invocation, Aws aws) {
  /** How many an entry names. */
  private static final int NAMED = 100;

  private static final String OLDER =
      "Not noted: this deployment has no table for it. terraform apply of this version makes one;"
          + " then chatctl context add it again.";

  /** Who gives this command: the account here and, on AWS, the access key that signs. */
  public String operator() {
    String account = System.getProperty("user.name", "unknown");
    return aws.target().local()
        ? account
        : "%s (%s)"
            .formatted(account, aws.access().credentials().resolveCredentials().accessKeyId());
  }

  /**
   * Notes something: what cannot be noted is not done, unless the deployment is older than the
   * table for it.
   *
   * @param whom connections, users or addresses; never what anybody said
   */
  public void note(String action, List<String> whom, Optional<String> reason) {
    note(action, whom, Optional.empty(), reason);
  }

  /**
   * The same of what is about one user.
   *
   * @param user as a token said
   */
  public void note(
      String action, List<String> whom, Optional<String> user, Optional<String> reason) {
    if (aws.target().chat().isPresent()) {
      invocation.say("Not noted: only chats of chatctl's own backend have an audit log.");
      return;
    }
    if (aws.target().value("tables.moderation").isEmpty()) {
      invocation.say(OLDER);
      return;
    }
    String named =
        String.join(", ", whom.subList(0, Math.min(NAMED, whom.size())))
            + (whom.size() > NAMED ? " and %d more".formatted(whom.size() - NAMED) : "");
    try {
      var entry = new AuditEntry(invocation.now(), operator(), action, named, user, reason);
      var unused = Futures.await(aws.moderation().note(entry, aws.target().auditRetention()));
    } catch (ServiceFailure e) {
      if (!e.type().equals("ResourceNotFoundException")) {
        throw e;
      }
      invocation.say(OLDER);
    }
  }
}
