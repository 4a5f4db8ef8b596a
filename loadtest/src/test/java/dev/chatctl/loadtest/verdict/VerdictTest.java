package dev.chatctl.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.DistinctResults;
import dev.chatctl.loadtest.Golden;
import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.SummaryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {
  @TempDir private Path folder;

  private static Verdict judge(Summary summary, String... objectives) {
    return Verdict.of(
        summary,
        Arrays.stream(objectives).map(text -> Objective.parse(text, SummaryJson.names())).toList(),
        SummaryJson.toJson(summary));
  }

  private static Summary complete() {
    RunFixture run = new RunFixture();
    return Summary.of(
        run.results(IntStream.range(0, 10).mapToObj(m -> run.message(m, 0)).toList()));
  }

  @Test
  void ofAFaultyRunIsPinnedAsTextAsJsonAndAsXml() throws IOException {
    Results results = DistinctResults.merged();
    Summary summary = Summary.of(results);
    Verdict verdict =
        judge(
            summary,
            "delivery_ms.p99 < 1.5",
            "lost = 0",
            "late >= 1",
            "time_to_last_ms.beyond < 1");
    ObjectNode json = SummaryJson.toJson(summary);
    json.set("slo", verdict.toJson());
    Path xml = folder.resolve("junit.xml");
    JunitXml.write(verdict, summary, xml);

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.text()).isEqualTo(Golden.of("verdict/verdict.txt", verdict.text()));
    String slo = verdict.toJson().toPrettyString();
    assertThat(slo).isEqualTo(Golden.of("verdict/slo.json", slo));
    assertThat(xml).content().isEqualTo(Golden.of("verdict/junit.xml", Files.readString(xml)));
  }

  private static ObjectNode step(int clients, Summary summary, String... objectives) {
    ObjectNode json = SummaryJson.toJson(summary);
    json.put("clients", clients).set("slo", judge(summary, objectives).toJson());
    return json;
  }

  @Test
  void ofARampHoldsItsStepsToTheirOwn() {
    Summary faulty = Summary.of(DistinctResults.merged());
    List<JsonNode> steps =
        List.of(
            step(1000, complete(), "lost = 0"),
            step(2000, complete(), "lost > 0", "late > 0"),
            step(3000, faulty));

    assertThat(Step.checks(steps))
        .containsExactly(
            new Verdict.Check("step of 1,000 listeners", true, "time to last p50 2.00 ms"),
            new Verdict.Check("step of 2,000 listeners", false, "lost > 0: 0; late > 0: 0"),
            new Verdict.Check(
                "step of 3,000 listeners",
                false,
                String.join("; ", faulty.flaws())
                    + "; accounts add up: "
                    + judge(faulty).checks().getFirst().found()));
    assertThat(Step.spoiled(steps))
        .containsExactly("step of 3,000 listeners: " + String.join("; ", faulty.invalidReasons()));
    Verdict all = judge(complete()).and(Step.checks(steps.subList(0, 1)));
    assertThat(all.passed()).isTrue();
    assertThat(all.text()).contains("met            step of 1,000 listeners: time to last p50");
    assertThat(judge(complete()).and(Step.checks(steps)).passed()).isFalse();
    assertThat(complete().spoiledBy(Step.spoiled(steps)).valid()).isFalse();
  }

  @Test
  void ofAFlawlessRunWithoutObjectivesHasNothingToTell() throws IOException {
    Verdict verdict = judge(complete());
    Path xml = folder.resolve("junit.xml");
    JunitXml.write(verdict, complete(), xml);

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.text()).isEmpty();
    assertThat(xml).content().isEqualTo(Golden.of("verdict/flawless.xml", Files.readString(xml)));
  }

  @Test
  void tellsOfObjectivesThatWereMetToo() {
    Verdict verdict = judge(complete(), "lost = 0");

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.text()).contains("  met            lost = 0: 0\n").doesNotContain("MISSED");
  }
}
