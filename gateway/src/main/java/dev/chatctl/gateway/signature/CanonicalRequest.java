package dev.chatctl.gateway.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The text that a Version 4 signature signs. AWS: every service but S3 encodes the path twice. */
record CanonicalRequest(String text, Claim claim) {
  // Of whole pairs "a1=" would come before "a=", since a digit comes before the equals sign.
  private static final Comparator<String[]> BY_NAME_THEN_VALUE =
      Comparator.<String[], String>comparing(pair -> pair[0]).thenComparing(pair -> pair[1]);
  private static final HexFormat HEX = HexFormat.of();

  static CanonicalRequest of(SignedRequest request, Claim claim) {
    int question = request.uri().indexOf('?');
    String path = question < 0 ? request.uri() : request.uri().substring(0, question);
    String query = question < 0 ? "" : request.uri().substring(question + 1);
    String text =
        String.join(
            "\n",
            request.method(),
            encode(path),
            query(query),
            headers(request, claim.signedHeaders()),
            String.join(";", claim.signedHeaders()),
            sha256(claim.inQuery() ? new byte[0] : request.body()));
    return new CanonicalRequest(text, claim);
  }

  String signature(String secret) {
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            claim.timestamp(),
            claim.scope(),
            sha256(text.getBytes(UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : claim.scope().split("/", -1)) {
      key = hmac(key, part);
    }
    return HEX.formatHex(hmac(key, toSign));
  }

  private static String query(String raw) {
    return Arrays.stream(raw.split("&"))
        .filter(pair -> !pair.isEmpty() && !pair.startsWith("X-Amz-Signature="))
        .map(pair -> (pair.contains("=") ? pair : pair + "=").split("=", 2))
        .sorted(BY_NAME_THEN_VALUE)
        .map(pair -> pair[0] + "=" + pair[1])
        .collect(Collectors.joining("&"));
  }

  private static String headers(SignedRequest request, List<String> signed) {
    StringBuilder lines = new StringBuilder();
    for (String name : signed) {
      lines.append(name).append(':');
      for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
        if (header.getKey().equalsIgnoreCase(name)) {
          lines.append(
              header.getValue().stream()
                  .map(value -> value.strip().replaceAll(" +", " "))
                  .collect(Collectors.joining(",")));
        }
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  private static String encode(String path) {
    return URLEncoder.encode(path, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~")
        .replace("%2F", "/");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
