package dev.chatctl.handlers.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.chatctl.core.settings.AuthSettings;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies tokens with the one algorithm the deployment has chosen; a token cannot choose another.
 * Signing keys that are published are kept for minutes, and fetched again sooner if one is missing.
 */
final class TokenVerifier {
  /** A user, and until when the token says so. */
  record Identity(String user, Optional<Instant> expiresAt) {}

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final String userClaim;
  private final boolean hasKeys;

  TokenVerifier(AuthSettings settings) {
    this.userClaim = settings.userClaim();
    this.hasKeys = settings.secret().isPresent() || settings.jwksUrl().isPresent();
    settings
        .secret()
        .ifPresent(
            secret ->
                select(
                    JWSAlgorithm.HS256,
                    new ImmutableSecret<>(secret.getBytes(StandardCharsets.UTF_8))));
    settings.jwksUrl().ifPresent(url -> select(JWSAlgorithm.RS256, published(url)));
    var expected = new JWTClaimsSet.Builder();
    settings.issuer().ifPresent(expected::issuer);
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            settings.audience().orElse(null), expected.build(), Set.of(userClaim)));
  }

  /** Who the token speaks for; empty if it is forged, expired, or not for us. */
  Optional<Identity> verify(String token) {
    if (!hasKeys) {
      return Optional.empty();
    }
    try {
      JWTClaimsSet claims = processor.process(token, null);
      String user = claims.getStringClaim(userClaim);
      return user == null || user.isBlank()
          ? Optional.empty()
          : Optional.of(
              new Identity(
                  user, Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant)));
    } catch (ParseException | BadJOSEException e) {
      return Optional.empty();
    } catch (JOSEException e) { // e.g. the keys cannot be fetched: our trouble, not the client's
      throw new IllegalStateException("tokens cannot be verified", e);
    }
  }

  private void select(JWSAlgorithm algorithm, JWKSource<SecurityContext> keys) {
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, keys));
  }

  private static JWKSource<SecurityContext> published(URI url) {
    try {
      return JWKSourceBuilder.create(url.toURL()).retrying(true).build();
    } catch (MalformedURLException e) { // the settings accept http and https only
      throw new IllegalArgumentException("JWKS_URL: " + url, e);
    }
  }
}
