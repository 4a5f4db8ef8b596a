package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Shard;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Whether the files of a folder belong together: what is in two of them must agree. */
final class Accounts {
  private final Path folder;
  private final Results results;

  private Accounts(Path folder, Results results) {
    this.folder = folder;
    this.results = results;
  }

  /**
   * Compares them.
   *
   * @throws IOException with both numbers of the first that do not agree
   */
  static Results agreed(Path folder, Results results) throws IOException {
    Accounts accounts = new Accounts(folder, results);
    accounts.messages();
    accounts.arrivals();
    accounts.histograms();
    return results;
  }

  private void messages() throws IOException {
    List<MessageTally> messages = results.messages();
    if (results.facts().ending().complete()) {
      int planned = results.facts().load().messages().planned();
      agree("messages", planned, messages.size(), "messages.csv");
    }
    for (int m = 0; m < messages.size(); m++) {
      agree("number of message " + m, m, messages.get(m).message().number(), "messages.csv");
    }
    agree(
        "listeners",
        results.facts().load().population().clients(),
        results.recipients().size(),
        "recipients.csv");
  }

  private void arrivals() throws IOException {
    for (MessageTally message : results.messages()) {
      int number = message.message().number();
      int[] curve = results.curves().of(number);
      if (results.curves().keeps(number)) {
        agree(
            "arrivals of message " + number,
            message.recipients().reached(),
            curve == null ? 0 : Arrays.stream(curve).sum(),
            "arrivals.csv");
      }
    }
  }

  private void histograms() throws IOException {
    long reached = results.messages().stream().mapToLong(m -> m.recipients().reached()).sum();
    if (!results.facts().ending().complete()) {
      return; // messages whose turn had not come for all count in the histograms alone
    }
    histogram("delivery", "received", reached);
    String shard = results.facts().identity().shard();
    Shard share = shard == null ? Shard.WHOLE : Shard.parse(shard);
    histogram(
        "sendlag", "sent", results.sent().filter(m -> share.owns(m.message().publisher())).count());
    ConnectionStats.Snapshot connections = results.facts().connections();
    histogram("connect", "opened", (long) connections.opened() + connections.reopened());
  }

  private void histogram(String metric, String what, long account) throws IOException {
    agree(what, account, results.total(metric).getTotalCount(), "the histograms of " + metric);
  }

  private void agree(String what, long account, long other, String where) throws IOException {
    if (account != other) {
      throw new IOException(
          "%s: %s: %d, but %d in %s (expected: the files of one run, as they were written)"
              .formatted(folder, what, account, other, where));
    }
  }
}
