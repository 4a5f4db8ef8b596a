package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomShard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes connections that answered 410 off their room's list, if the gateway says so again when it
 * is asked: one that is taken off while it is open hears nothing any more. The message that found
 * them has been sent by then, and fails no more: whoever stays on the list is found by the next
 * one.
 */
record GoneConnections(
    Registry registry, ConnectionControl control, JsonLog log, InstantSource clock) {
  private static final int GONE = 410;
  private static final int AT_ONCE = 64;

  /**
   * Removes them, a few at a time.
   *
   * @param postedAt when the first of them may have been posted to
   * @param deadline after which none is begun
   */
  void remove(List<Recipient> gone, Instant postedAt, Instant deadline) {
    List<Recipient> dead =
        gone.stream().filter(recipient -> recipient.isDeadIfGone(postedAt)).toList();
    try {
      for (int i = 0; i < dead.size() && clock.instant().isBefore(deadline); i += AT_ONCE) {
        remove(dead.subList(i, Math.min(i + AT_ONCE, dead.size())));
      }
      count(dead);
    } catch (CompletionException | SdkException e) {
      log.error("removal_failed", e, json -> json.writeNumberField("gone", dead.size()));
    }
  }

  private void remove(List<Recipient> few) {
    Instant now = clock.instant();
    Futures.await(
        CompletableFuture.allOf(
            few.stream()
                .map(recipient -> removeIfGone(recipient, now))
                .toArray(CompletableFuture[]::new)));
  }

  private CompletableFuture<Void> removeIfGone(Recipient recipient, Instant now) {
    return control
        .ask(recipient.connectionId())
        .thenCompose(
            status ->
                status == GONE
                    ? registry.remove(recipient, now)
                    : CompletableFuture.completedFuture(null));
  }

  private void count(List<Recipient> removed) {
    removed.stream()
        .map(recipient -> new RoomShard(recipient.room(), recipient.shard()))
        .distinct()
        .forEach(part -> Futures.await(registry.count(part.room(), part.shard())));
  }
}
