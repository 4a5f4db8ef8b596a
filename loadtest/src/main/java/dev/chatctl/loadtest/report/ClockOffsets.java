package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatctl.loadtest.plan.Shard;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far the shards' clocks are apart, found from the broadcasts themselves: a message of shard A
 * takes, at its fastest, about as long to B as one of B takes to A, so half the difference of the
 * two is the offset of the clocks, and half their sum bounds the error.
 *
 * @param largestMillis largest offset between two shards
 * @param errorMillis how far off that may be; 0 when there was nothing to compare
 */
public record ClockOffsets(
    @JsonProperty("clockOffsetMillis") double largestMillis,
    @JsonProperty("clockErrorMillis") double errorMillis) {
  /** Of one process. */
  static final ClockOffsets NONE = new ClockOffsets(0, 0);

  static ClockOffsets of(List<Results> shards) {
    double largest = 0;
    double error = 0;
    for (int a = 0; a < shards.size(); a++) {
      for (int b = a + 1; b < shards.size(); b++) {
        OptionalLong there = fastest(shards.get(b), ShardMerge.shard(shards.get(a)));
        OptionalLong back = fastest(shards.get(a), ShardMerge.shard(shards.get(b)));
        if (there.isPresent() && back.isPresent()) {
          double offset = (there.getAsLong() - back.getAsLong()) / 2e6;
          if (Math.abs(offset) >= Math.abs(largest)) {
            largest = offset;
            error = Math.abs(there.getAsLong() + back.getAsLong()) / 2e6;
          }
        }
      }
    }
    return new ClockOffsets(Math.abs(largest), error);
  }

  /** Fastest delivery at one shard of the messages of another shard's publishers. */
  private static OptionalLong fastest(Results at, Shard sender) {
    return at.messages().stream()
        .filter(message -> sender.owns(message.message().publisher()))
        .map(message -> message.arrivals().firstNanos())
        .flatMapToLong(OptionalLong::stream)
        .min();
  }
}
