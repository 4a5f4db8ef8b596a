package dev.chatctl.admin.connections;

import static java.util.Objects.requireNonNull;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.wire.Dialect;
import dev.chatctl.core.wire.Dialects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What operators have members of a chat of ours told, each in the own dialect, at a pace that
 * leaves the quota to the chat.
 */
public record Outreach(TargetedInvocation invocation, Aws aws) {
  private static final int CONCURRENCY = 16;

  /** From where these really are connected, by their ids, as the gateway says. */
  public Map<String, String> addresses(List<ConnectionRow> rows) {
    var found = new HashMap<String, String>();
    new Verifier(
            rows.iterator(),
            new Connections(aws.callback()),
            Budget.pace(invocation, aws, Optional.empty()))
        .forEachRemaining(
            asked ->
                asked
                    .liveness()
                    .flatMap(Liveness::sourceIp)
                    .ifPresent(address -> found.put(asked.row().connectionId(), address)));
    return found;
  }

  /** Tells them something; whose dialect has no frame for it is left out. */
  public Tally tell(List<ConnectionRow> rows, Function<Dialect, Optional<byte[]>> frame) {
    FastPosts posts = posts();
    Map<String, SdkBytes> frames = frames(rows, frame);
    return run(
        rows.stream().filter(row -> frames.containsKey(row.connectionId())).toList(),
        id -> posts.post(id, requireNonNull(frames.get(id))));
  }

  /**
   * Closes their connections, with a last word.
   *
   * @param reason what their sessions tell
   */
  public Tally dismiss(
      List<ConnectionRow> rows, String reason, Function<Dialect, Optional<byte[]>> frame) {
    var connections = new Connections(aws.callback());
    FastPosts posts = posts();
    Map<String, SdkBytes> frames = frames(rows, frame);
    return run(
        rows,
        id ->
            aws.endFor(id, reason)
                .thenCompose(
                    noted ->
                        Optional.ofNullable(frames.get(id))
                            .map(bytes -> posts.post(id, bytes))
                            .orElseGet(
                                () -> CompletableFuture.completedFuture(Connections.Result.DONE)))
                .thenCompose(
                    told ->
                        told == Connections.Result.GONE
                            ? CompletableFuture.completedFuture(told)
                            : connections.delete(id)));
  }

  private Tally run(
      List<ConnectionRow> rows, Function<String, CompletableFuture<Connections.Result>> action) {
    return new Campaign(
            invocation.interrupt(), Budget.pace(invocation, aws, Optional.empty()), CONCURRENCY)
        .run(
            rows.stream().map(ConnectionRow::connectionId).iterator(),
            action,
            outcome ->
                outcome
                    .detail()
                    .ifPresent(why -> invocation.say(outcome.connectionId() + ": " + why)));
  }

  private FastPosts posts() {
    return new FastPosts(aws.poster(), RetryPolicy.standard(Math::random));
  }

  private static Map<String, SdkBytes> frames(
      List<ConnectionRow> rows, Function<Dialect, Optional<byte[]>> frame) {
    Map<String, Optional<SdkBytes>> byDialect = new HashMap<>();
    var frames = new HashMap<String, SdkBytes>();
    for (ConnectionRow row : rows) {
      byDialect
          .computeIfAbsent(
              row.dialect(),
              name -> Dialects.find(name).flatMap(frame).map(SdkBytes::fromByteArrayUnsafe))
          .ifPresent(bytes -> frames.put(row.connectionId(), bytes));
    }
    return frames;
  }
}
