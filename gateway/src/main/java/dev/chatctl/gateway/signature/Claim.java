package dev.chatctl.gateway.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says of its own signature.
 *
 * @param scope {@code date/region/service/aws4_request}
 * @param timestamp {@code 20261120T120000Z}
 * @param expires zero for a signature in a header
 * @param inQuery whether the signature is part of the URL
 */
record Claim(
    String accessKeyId,
    String scope,
    String timestamp,
    List<String> signedHeaders,
    String signature,
    Duration expires,
    boolean inQuery) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String IN_QUERY = "X-Amz-";
  // AWS: at most a week.
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int DATE_CHARS = 8;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  /** Empty when there is none, or none that can be read. */
  static Optional<Claim> of(SignedRequest request) {
    Map<String, String> query = query(request.uri());
    String header = request.header("Authorization");
    try {
      return query.containsKey("X-Amz-Signature")
          ? Optional.of(of(query, expires(query.getOrDefault("X-Amz-Expires", "300")), true))
          : Optional.ofNullable(header == null ? null : fromHeader(header, request));
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether there is something that means to be a signature. */
  static boolean isAttempted(SignedRequest request) {
    return request.header("Authorization") != null || request.uri().contains("X-Amz-Signature=");
  }

  /** Whether it was signed for this service in this region, on the day it was signed. */
  boolean isFor(String region) {
    String date = timestamp.substring(0, DATE_CHARS);
    return scope.equals(date + "/" + region + "/execute-api/aws4_request");
  }

  /** AWS: the host must be signed, else a request could be sent elsewhere. */
  boolean signsHost() {
    return signedHeaders.stream().anyMatch("host"::equalsIgnoreCase);
  }

  Instant time() {
    return LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
  }

  private static Claim fromHeader(String header, SignedRequest request) {
    if (!header.startsWith(ALGORITHM + " ")) {
      throw new IllegalArgumentException("algorithm");
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      parts.put(IN_QUERY + pair[0], pair.length == 2 ? pair[1] : "");
    }
    String date = request.header(IN_QUERY + "Date");
    if (date == null) {
      throw new IllegalArgumentException("date");
    }
    parts.put(IN_QUERY + "Date", date);
    return of(parts, Duration.ZERO, false);
  }

  private static Duration expires(String seconds) {
    Duration expires = Duration.ofSeconds(Long.parseLong(seconds));
    if (!expires.isPositive() || expires.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("expires");
    }
    return expires;
  }

  /** A claim of its parts, by their names in a query. */
  private static Claim of(Map<String, String> parts, Duration expires, boolean inQuery) {
    String credential = part(parts, "Credential");
    int slash = credential.indexOf('/');
    String scope = credential.substring(slash + 1);
    if (slash < 0 || scope.split("/").length != 4) {
      throw new IllegalArgumentException("credential");
    }
    Claim claim =
        new Claim(
            credential.substring(0, slash),
            scope,
            part(parts, "Date"),
            Arrays.asList(part(parts, "SignedHeaders").split(";")),
            part(parts, "Signature"),
            expires,
            inQuery);
    claim.time();
    return claim;
  }

  private static String part(Map<String, String> parts, String name) {
    String value = parts.get(IN_QUERY + name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  private static Map<String, String> query(String uri) {
    Map<String, String> values = new HashMap<>();
    int at = uri.indexOf('?');
    if (at >= 0) {
      for (String pair : uri.substring(at + 1).split("&", -1)) {
        String[] parts = pair.split("=", 2);
        values.put(parts[0], parts.length == 2 ? decoded(parts[1]) : "");
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return text;
    }
  }
}
