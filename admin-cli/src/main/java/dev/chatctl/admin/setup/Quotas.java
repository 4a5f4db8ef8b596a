package dev.chatctl.admin.setup;

import dev.chatctl.admin.target.Target;
import dev.chatctl.core.capacity.Quota;

/** Whether the quota that the deployment reckons with is the region's. */
final class Quotas {
  /** Terraform's default, which is right in all but the smaller regions. */
  private static final int USUAL = Quota.requestsIn("us-east-1");

  private Quotas() {}

  static Check check(Target target) {
    int initial = target.initialQuota().requests();
    int configured = target.quota().requests();
    String region = target.require("region");
    if (target.value("request_quota").isEmpty()) {
      return Check.ok(
          "quota", "%d requests a second, as AWS begins with in %s".formatted(initial, region));
    }
    String found =
        "request_quota is %d, AWS begins with %d in %s".formatted(configured, initial, region);
    if (configured <= initial) {
      return Check.ok("quota", found);
    }
    return configured == USUAL
        ? Check.failed(
            "quota",
            found,
            "-var request_quota=" + initial + ", or have the quota raised and say what it is")
        : Check.skipped("quota", found + ": right if it was raised (Service Quotas, API Gateway)");
  }
}
