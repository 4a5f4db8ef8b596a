package dev.chatctl.loadtest.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.DistinctResults;
import dev.chatctl.loadtest.Golden;
import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.SummaryJson;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page's script reads, pinned. */
class PageDataTest {
  private static final ObjectNode NO_SUMMARY = JsonNodeFactory.instance.objectNode();

  @Test
  void ofOneRun() throws IOException {
    String data = PageData.of(DistinctResults.merged(), NO_SUMMARY, List.of()).toPrettyString();

    assertThat(data).isEqualTo(Golden.of("page/run.json", data));
  }

  @Test
  void ofARamp() throws IOException {
    Results first = DistinctResults.ofShard(0);
    Results second = DistinctResults.ofShard(1);
    String data =
        PageData.of(
                second,
                NO_SUMMARY,
                List.of(
                    SummaryJson.toJson(Summary.of(first)), SummaryJson.toJson(Summary.of(second))))
            .toPrettyString();

    assertThat(data).isEqualTo(Golden.of("page/ramp.json", data));
  }

  @Test
  void ofAStepWhereNothingArrivedHasNoTime() {
    Results nothing = new RunFixture().results(List.of());

    ObjectNode data =
        PageData.of(nothing, NO_SUMMARY, List.of(SummaryJson.toJson(Summary.of(nothing))));

    assertThat(data.at("/steps/0/last_p50").isNull()).isTrue();
    assertThat(data.at("/reach/n")).isEmpty();
  }
}
