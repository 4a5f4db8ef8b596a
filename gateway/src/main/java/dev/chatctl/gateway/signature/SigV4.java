package dev.chatctl.gateway.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.chatctl.gateway.authorizer.ConditionKeys;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Checks AWS Signature Version 4, in the {@code Authorization} header or, as browsers need it for a
 * handshake, in the query. A signature is checked by making it again from the signer's secret.
 */
public final class SigV4 implements Signatures {
  // AWS: a signature in a header is good for five minutes either way.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Map<String, Signer> signers;
  private final InstantSource clock;

  /** Knows these signers, by access key id. */
  public SigV4(Collection<Signer> signers, InstantSource clock) {
    this.signers = signers.stream().collect(toUnmodifiableMap(Signer::accessKeyId, identity()));
    this.clock = clock;
  }

  @Override
  public Verdict verify(SignedRequest request, String action, String resource) {
    Optional<Claim> found = Claim.of(request);
    if (found.isEmpty()) {
      return Claim.isAttempted(request) ? new Verdict.Mismatch() : new Verdict.Missing();
    }
    Claim claim = found.get();
    Signer signer = signers.get(claim.accessKeyId());
    if (signer == null) {
      return new Verdict.UnknownKey();
    }
    String expected = CanonicalRequest.of(request, claim).signature(signer.secretAccessKey());
    if (!claim.isFor(region(resource))
        || !claim.signsHost()
        || !isCurrent(claim)
        || !MessageDigest.isEqual(
            expected.getBytes(US_ASCII), claim.signature().getBytes(US_ASCII))) {
      return new Verdict.Mismatch();
    }
    ConditionKeys keys = new ConditionKeys(request.sourceIp(), request.header("User-Agent"), clock);
    return switch (signer.policy().judge(action, resource, keys)) {
      case ALLOW -> new Verdict.Accepted(signer.arn());
      case EXPLICIT_DENY ->
          new Verdict.Denied(signer.arn(), true, "of an explicit deny in an identity-based policy");
      case NO_ALLOW ->
          new Verdict.Denied(
              signer.arn(), false, "no identity-based policy allows the " + action + " action");
    };
  }

  /** The fourth part of an ARN. */
  private static String region(String arn) {
    return arn.split(":", -1)[3];
  }

  private boolean isCurrent(Claim claim) {
    Instant now = clock.instant();
    Duration good = claim.expires().isZero() ? SKEW : claim.expires();
    return !claim.time().isAfter(now.plus(SKEW)) && !claim.time().plus(good).isBefore(now);
  }
}
