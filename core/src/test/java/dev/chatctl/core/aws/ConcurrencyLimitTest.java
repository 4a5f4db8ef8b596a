package dev.chatctl.core.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
  private final ConcurrencyLimit turns = new ConcurrencyLimit(2);
  private final List<CompletableFuture<String>> calls = new ArrayList<>();

  @Test
  void thoseWhoWaitComeInOrderWhenOthersHaveEnded() {
    var third = begin(3).get(2);

    assertThat(calls).hasSize(2);
    calls.get(1).complete("second");
    assertThat(calls).hasSize(3);
    calls.get(2).complete("third");
    assertThat(third).isCompletedWithValue("third");
  }

  @Test
  void aFailureGivesItsTurnBack() {
    List<CompletableFuture<String>> answers = begin(4);
    calls.get(0).completeExceptionally(new IllegalStateException("refused"));
    calls.get(1).complete("second");

    assertThat(calls).hasSize(4);
    assertThatThrownBy(answers.get(0)::join).hasRootCauseMessage("refused");
    calls.get(2).completeExceptionally(new IllegalStateException("refused as well"));
    assertThatThrownBy(answers.get(2)::join).hasRootCauseMessage("refused as well");
  }

  @Test
  void aCallThatCannotBeMadeGivesItsTurnBack() {
    for (int i = 0; i < 5; i++) {
      CompletableFuture<String> answer =
          turns.take(
              () -> {
                throw new IllegalStateException("no URL");
              });
      assertThatThrownBy(answer::join).hasRootCauseMessage("no URL");
    }
    begin(1);
    assertThat(calls).hasSize(1);
  }

  @Test
  void thousandsThatFailAtOnceAreAllTold() {
    begin(2);
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 20_000)
            .mapToObj(
                i ->
                    turns.take(
                        () ->
                            CompletableFuture.<String>failedFuture(
                                new IllegalStateException("no credentials"))))
            .toList();

    calls.get(0).complete("first");

    assertThat(answers).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThatThrownBy(answers.get(19_999)::join).hasRootCauseMessage("no credentials");
  }

  @Test
  void manyThreadsNeverHaveMoreThanThatUnderWayAndAllAreServed() {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    try (var later = Executors.newFixedThreadPool(2)) {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, 2_000)
              .parallel()
              .mapToObj(
                  i ->
                      turns.take(
                          () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            return CompletableFuture.supplyAsync(
                                () -> {
                                  now.decrementAndGet();
                                  return i;
                                },
                                later);
                          }))
              .toList();
      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer).succeedsWithin(30, TimeUnit.SECONDS));
    }
    assertThat(most).hasValueLessThanOrEqualTo(2);
  }

  private List<CompletableFuture<String>> begin(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                turns.take(
                    () -> {
                      var call = new CompletableFuture<String>();
                      calls.add(call);
                      return call;
                    }))
        .toList();
  }
}
