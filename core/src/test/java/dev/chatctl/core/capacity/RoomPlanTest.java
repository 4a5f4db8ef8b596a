package dev.chatctl.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomPlanTest {
  private static final Quota USUAL = new Quota(10_000, Quota.RESERVE, Quota.WORKERS);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 6",
    "2000, 1, 0, 6",
    "2001, 2, 2, 12",
    "100000, 64, 64, 262",
    "1000000, 512, 512, 2054"
  })
  void shardsJobsAndWritesFollowFromMembers(long members, long shards, long jobs, long writes) {
    var plan = new RoomPlan(members, 1, USUAL);
    assertThat(plan.shards()).isEqualTo(shards);
    assertThat(plan.jobs()).isEqualTo(jobs);
    assertThat(plan.writeUnits()).isEqualTo(writes);
  }

  @ParameterizedTest
  @CsvSource({"10, 0.5", "1000, 23.5", "2000, 46.5"})
  void rowsAreReadForHalfAUnitEachFourKilobytes(long members, double units) {
    assertThat(new RoomPlan(members, 1, USUAL).readUnits()).isEqualTo(1.5 + units);
  }

  @ParameterizedTest
  @CsvSource({"100, 0.14", "2000, 2.86", "4000, 2.86", "100000, 14.29", "1000000, 142.86"})
  void oneFunctionOrTheWholeQuotaIsThePace(long members, double seconds) {
    assertThat(new RoomPlan(members, 1, USUAL).seconds()).isCloseTo(seconds, within(0.01));
  }

  @Test
  void theFirstWallIsNamedAndIsWhereTheRateEnds() {
    for (long members : new long[] {1, 10, 1_000, 5_000, 100_000, 1_000_000}) {
      double most = new RoomPlan(members, 1, USUAL).mostMessages();
      assertThat(new RoomPlan(members, most, USUAL).firstWall().used()).isCloseTo(1, within(1e-9));
    }
    assertThat(new RoomPlan(1, 1, USUAL).firstWall().name()).isEqualTo("history writes");
    assertThat(new RoomPlan(1, 1, USUAL).mostMessages()).isEqualTo(500);
    assertThat(new RoomPlan(1_000, 1, USUAL).firstWall().name()).isEqualTo("posts");
    assertThat(new RoomPlan(1_000, 1, USUAL).mostMessages()).isEqualTo(7);
  }

  @Test
  void fewWorkersAreTheFirstWallOfACrowdedRoom() {
    var few = new RoomPlan(100_000, 1, new Quota(10_000, Quota.RESERVE, 2));
    assertThat(few.firstWall().name()).isEqualTo("workers");
    assertThat(few.mostMessages()).isCloseTo(2 * 700 / 100_000.0, within(1e-4));
    assertThat(few.seconds()).isCloseTo(100_000 / 1_400.0, within(0.01));
  }

  @Test
  void smallRegionsHaveAQuarter() {
    assertThat(Quota.requestsIn("eu-west-1")).isEqualTo(10_000);
    assertThat(Quota.requestsIn("eu-south-1")).isEqualTo(2_500);
  }
}
