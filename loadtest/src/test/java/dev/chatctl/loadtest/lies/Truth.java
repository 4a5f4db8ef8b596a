package dev.chatctl.loadtest.lies;

import java.util.Collection;
import java.util.Map;

/**
 * What a server has done in a run, in pairs of a message and a listener.
 *
 * @param received told in time
 * @param late told after the deadline
 * @param lost never told, and no fault of the listener's
 * @param excused never told, because the listener had gone by itself when the message came
 * @param cuts connections that the server ended, by close code; 1006 for a reset
 * @param refused handshakes by status
 * @param errors messages answered with an error, and told to nobody, by code
 */
record Truth(
    int expected,
    int received,
    int late,
    int lost,
    int excused,
    Oddities oddities,
    Map<Integer, Integer> cuts,
    Map<Integer, Integer> refused,
    Map<String, Integer> errors) {
  /**
   * What is counted besides.
   *
   * @param dropped deliveries that were due to a connection and not made
   * @param doubled deliveries beyond the first
   * @param reordered first deliveries after that of a later message
   * @param unasked frames that answer nothing and tell no message of the run
   * @param longestMillis the longest that a listener waited for a message that it was told
   */
  record Oddities(int dropped, int doubled, int reordered, int unasked, double longestMillis) {}

  static int sum(Collection<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether a load test may say that everything was well. */
  boolean flawless() {
    return late + lost + oddities.doubled() == 0 && cuts.isEmpty() && refused.isEmpty();
  }
}
