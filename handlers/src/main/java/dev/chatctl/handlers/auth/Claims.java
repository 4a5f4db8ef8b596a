package dev.chatctl.handlers.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.chatctl.core.message.Role;
import dev.chatctl.core.settings.TokenRules;
import dev.chatctl.core.wire.RoomPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** The claims that are ours to judge, of a token whose signature and dates are good. */
record Claims(TokenRules rules) {
  private static final int LONGEST_USER = 256;

  /** A client cannot have meant it: milliseconds are a thousand times as far away. */
  private static final Duration FARTHEST = Duration.ofDays(3653);

  /** Whom they speak for. */
  Identity read(JWTClaimsSet claims, Instant now) throws Refusal {
    checkAudience(claims);
    Optional<Instant> expiresAt =
        Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant);
    if (expiresAt.isEmpty() && !rules.unexpiring()) {
      throw new Refusal("exp: absent (expected: when the token expires)");
    }
    if (expiresAt.isPresent() && expiresAt.get().isAfter(now.plus(FARTHEST))) {
      throw new Refusal("exp: more than ten years ahead (expected: seconds, not milliseconds)");
    }
    TokenRules.ClaimNames names = rules.claims();
    return new Identity(
        user(claims),
        text(claims, names.name()),
        rooms(claims, names.rooms()),
        role(claims, names.roles()),
        expiresAt);
  }

  // As API Gateway's JWT authorizers: client_id counts only where there is no aud.
  private void checkAudience(JWTClaimsSet claims) throws Refusal {
    if (rules.audiences().isEmpty()) {
      return;
    }
    List<String> audience = claims.getAudience();
    if (audience.isEmpty()) {
      audience = text(claims, "client_id").stream().toList();
    }
    if (audience.stream().noneMatch(rules.audiences()::contains)) {
      throw new Refusal("aud: another one (expected: one of " + rules.audiences() + ")");
    }
  }

  private String user(JWTClaimsSet claims) throws Refusal {
    String claim = rules.claims().user();
    String user =
        text(claims, claim).orElseThrow(() -> new Refusal(claim + ": absent (expected: the user)"));
    if (user.isBlank()
        || user.length() > LONGEST_USER
        || user.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal(
          "%s: (expected: 1 to %d characters, no control characters)"
              .formatted(claim, LONGEST_USER));
    }
    return user;
  }

  private static Optional<String> rooms(JWTClaimsSet claims, String claim) throws Refusal {
    Optional<String> patterns = words(claims, claim);
    Optional<String> problem = patterns.flatMap(RoomPatterns::problem);
    if (problem.isPresent()) {
      throw new Refusal(claim + ": " + problem.get());
    }
    return patterns;
  }

  // What other applications call their roles may be there too, and says nothing of ours.
  private static Role role(JWTClaimsSet claims, String claim) throws Refusal {
    Optional<String> words = words(claims, claim);
    if (words.isEmpty()) {
      return Role.USUAL;
    }
    return Arrays.stream(words.get().split(" "))
        .flatMap(word -> Role.named(word).stream())
        .max(Comparator.naturalOrder())
        .orElseThrow(
            () -> new Refusal(claim + ": none of ours (expected: one of " + Role.names() + ")"));
  }

  /** A list of texts, or one text with spaces between them, as the latter. */
  private static Optional<String> words(JWTClaimsSet claims, String claim) throws Refusal {
    return claims.getClaim(claim) instanceof List<?> list
            && list.stream().allMatch(String.class::isInstance)
        ? Optional.of(String.join(" ", list.stream().map(String.class::cast).toList()))
        : text(claims, claim);
  }

  private static Optional<String> text(JWTClaimsSet claims, String claim) throws Refusal {
    Object value = claims.getClaim(claim);
    if (value != null && !(value instanceof String)) {
      throw new Refusal(claim + ": not a string");
    }
    return Optional.ofNullable((String) value);
  }
}
