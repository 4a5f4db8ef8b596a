package dev.chatctl.loadtest.consistency.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.consistency.Judgement;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker finds what is wrong with a backend within seconds, and nothing in a sound one. */
@Execution(ExecutionMode.CONCURRENT) // most of their time is waiting
class PlantedBugsTest {
  private static final ConsistencyRun.Plan SHORT =
      new ConsistencyRun.Plan(
          8, Duration.ofSeconds(5), 7, Duration.ofSeconds(3), Duration.ofSeconds(8));

  @ParameterizedTest
  @EnumSource
  void isFound(PlantedBug bug) throws Exception {
    try (var chat = new PlantedChat(bug);
        HttpClient http = HttpClient.newHttpClient()) {
      Judgement judgement = new ConsistencyRun(SHORT, chat, http, line -> {}).run().judgement();

      assertThat(judgement.violations()).allSatisfy(v -> assertThat(v.history()).isNotEmpty());
      if (bug == PlantedBug.NONE) {
        assertThat(judgement.violations()).isEmpty();
      } else {
        assertThat(judgement.counts().keySet())
            .as(judgement.counts().toString())
            .containsAnyElementsOf(bug.kinds());
      }
    }
  }
}
