package dev.chatctl.gateway.limit;

/**
 * A token bucket's description.
 *
 * @param perSecond tokens that come back each second
 * @param burst tokens the bucket holds
 */
public record ThrottleSettings(double perSecond, int burst) {
  public ThrottleSettings {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: > 0)");
    }
    if (burst < 1) {
      throw new IllegalArgumentException("burst: " + burst + " (expected: >= 1)");
    }
  }
}
