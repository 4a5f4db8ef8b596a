package dev.chatctl.loadtest.cli;

/**
 * Gatling's own report. Its charts are in a jar of a licence that forbids passing it on, so it is
 * not among the libraries: who wants it puts it there.
 */
final class GatlingReport {
  private static final String CHARTS =
      "io.gatling.charts.highcharts.component.ComponentLibraryImpl";

  private GatlingReport() {}

  /**
   * Fails when it is wanted and cannot be had.
   *
   * @throws dev.chatctl.cli.CliException with the command that gets the jar
   */
  static void check(boolean wanted) {
    if (wanted && !isThere()) {
      throw PlanBuilder.wrong(
          "--gatling-report: gatling-charts-highcharts is not on the class path (expected:"
              + " put there with: mvn dependency:copy -DoutputDirectory=loadtest/target/lib"
              + " -Dartifact=io.gatling.highcharts:gatling-charts-highcharts:3.15.1)");
    }
  }

  private static boolean isThere() {
    try {
      Class.forName(CHARTS, false, GatlingReport.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
