package dev.chatctl.gateway.authorizer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What conditions of a policy can ask about: {@code aws:SourceIp}, {@code aws:UserAgent}, {@code
 * aws:CurrentTime}, {@code aws:EpochTime} and {@code aws:SecureTransport}, which is always true as
 * it is in front of the service.
 */
public record ConditionKeys(String sourceIp, @Nullable String userAgent, InstantSource clock) {
  /** The value of a key, in any case; null when the request has no such key. */
  @Nullable String value(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "aws:sourceip" -> sourceIp;
      case "aws:useragent" -> userAgent;
      case "aws:currenttime" -> Instant.ofEpochSecond(clock.instant().getEpochSecond()).toString();
      case "aws:epochtime" -> Long.toString(clock.instant().getEpochSecond());
      case "aws:securetransport" -> "true";
      default -> null;
    };
  }
}
