package dev.chatctl.gateway.event;

import java.util.regex.Pattern;

/**
 * Which stage of which API: what events, logs and policies name.
 *
 * @param apiId AWS: ten lower-case letters and digits
 * @param stage the first segment of every URL
 * @param accountId twelve digits, for ARNs
 */
public record ApiStage(String apiId, String stage, String region, String accountId) {
  private static final Pattern API_ID = Pattern.compile("[a-z0-9]{1,32}");
  private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9_-]{1,128}|\\$default");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  public ApiStage {
    check("api id", apiId, API_ID);
    check("stage", stage, STAGE);
    check("region", region, REGION);
    check("account id", accountId, ACCOUNT);
  }

  /** The name events carry. AWS: {@code {apiId}.execute-api.{region}.amazonaws.com}. */
  public String domainName() {
    return apiId + ".execute-api." + region + ".amazonaws.com";
  }

  /** The ARN that policies name for something of this stage, such as {@code $connect}. */
  public String arn(String what) {
    return "arn:aws:execute-api:%s:%s:%s/%s/%s".formatted(region, accountId, apiId, stage, what);
  }

  private static void check(String what, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          what + ": '" + value + "' (expected: " + pattern.pattern() + ")");
    }
  }
}
