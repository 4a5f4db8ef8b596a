package dev.chatctl.core.capacity;

import java.util.Set;

/**
 * What an account may do in a region.
 *
 * @param requests a second to all its APIs, posts to connections among them
 * @param reserve percent of them that fan-out leaves to what comes in
 * @param workers fan-out workers at one time
 */
public record Quota(int requests, int reserve, int workers) {
  /** As Terraform's variables of these names have it. */
  public static final int RESERVE = 30;

  public static final int WORKERS = 10;

  private static final int USUAL = 10_000;
  private static final int SMALL = 2_500;

  /** AWS: "Amazon API Gateway quotas" lists the regions that begin with 2,500 a second. */
  private static final Set<String> SMALL_REGIONS =
      Set.of(
          "af-south-1",
          "ap-south-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-7",
          "ca-west-1",
          "eu-central-2",
          "eu-south-1",
          "eu-south-2",
          "il-central-1",
          "me-central-1",
          "mx-central-1");

  /** What an account has in a region unless it was raised. */
  public static int requestsIn(String region) {
    return SMALL_REGIONS.contains(region) ? SMALL : USUAL;
  }

  /** The usual shares of so many requests a second. */
  public static Quota of(int requests) {
    return new Quota(requests, RESERVE, WORKERS);
  }

  /** Calls a second that one command of an operator makes, out of the reserve. */
  public double operators() {
    return requests / 10.0;
  }

  /** Posts a second that fan-out may make. */
  public double posts() {
    return requests * (100.0 - reserve) / 100;
  }
}
