package dev.chatctl.handlers.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.settings.TokenKeys;
import dev.chatctl.core.settings.TokenRules;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies tokens. Which keys there are decides which algorithms are accepted: public ones verify
 * no HS256 token, whatever its header says, and keys or addresses of keys in a header are ignored.
 */
public final class TokenVerifier {
  private static final Set<JWSAlgorithm> WITH_SECRETS = Set.of(JWSAlgorithm.HS256);
  private static final Set<JWSAlgorithm> WITH_PUBLIC_KEYS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Set<JWSAlgorithm> algorithms;
  private final Keys keys;
  private final Claims claims;

  /** One that asks for its keys when it needs them. */
  public TokenVerifier(TokenKeys from, TokenRules rules, JsonLog log) {
    this.keys = new Keys(KeySources.of(from), log, System::nanoTime);
    this.claims = new Claims(rules);
    this.algorithms =
        switch (from) {
          case TokenKeys.None none -> Set.of();
          case TokenKeys.Published published -> WITH_PUBLIC_KEYS;
          case TokenKeys.Secrets secrets -> WITH_SECRETS;
          case TokenKeys.StoredSecret stored -> WITH_SECRETS;
        };
    if (!algorithms.isEmpty()) {
      // Secrets have no ids, whatever a token calls its own.
      JWKSource<SecurityContext> source =
          algorithms.equals(WITH_SECRETS)
              ? (selector, context) -> keys.current().getKeys()
              : (selector, context) -> selector.select(keys.current());
      processor.setJWSKeySelector(new Ed25519.Selector(algorithms, source));
    }
    processor.setJWSVerifierFactory(new Ed25519.VerifierFactory());
    // RFC 9068: access tokens of identity providers say that they are.
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT,
            new JOSEObjectType("at+jwt"),
            new JOSEObjectType("application/at+jwt"),
            null));
    processor.setJWTClaimsSetVerifier(dated(rules));
  }

  /**
   * Whom the token speaks for.
   *
   * @throws Refusal if it is forged, expired, or not for us
   * @throws IllegalStateException if the keys cannot be had
   */
  Identity verify(String token) throws Refusal {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      JWSAlgorithm algorithm = signed.getHeader().getAlgorithm();
      if (!algorithms.contains(algorithm)) {
        throw new Refusal("alg: " + algorithm + " (expected: one that our keys are for)");
      }
      return claims.read(verified(signed), Instant.now());
    } catch (ParseException e) { // whose message may quote the token
      throw new Refusal("not a signed token");
    } catch (KeySourceException e) { // our trouble, not the client's
      throw new IllegalStateException("tokens cannot be verified", e);
    } catch (BadJOSEException | JOSEException e) {
      throw new Refusal(
          e.getCause() instanceof ParseException
              ? "claims of wrong types"
              : String.valueOf(e.getMessage()));
    }
  }

  /**
   * What another token says of somebody in a room.
   *
   * @param user whom the one before spoke for; empty for guests, who get no further
   * @throws Refusal also if it speaks for somebody else, or is not for the room
   * @throws IllegalStateException if the keys cannot be had
   */
  public Identity verifyAnother(String token, Optional<String> user, String room) throws Refusal {
    Identity identity = verify(token);
    if (!user.equals(Optional.of(identity.user()))) {
      throw new Refusal("user: another one");
    }
    if (!identity.mayEnter(room)) {
      throw new Refusal("rooms: not this one");
    }
    return identity;
  }

  private JWTClaimsSet verified(SignedJWT token) throws BadJOSEException, JOSEException {
    try {
      return processor.process(token, null);
    } catch (BadJWTException e) { // its signature is good
      throw e;
    } catch (BadJOSEException e) {
      if (!keys.askAgain()) {
        throw e;
      }
      return processor.process(token, null);
    }
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> dated(TokenRules rules) {
    var exact = new JWTClaimsSet.Builder();
    rules.issuer().ifPresent(exact::issuer);
    var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(exact.build(), Set.of());
    verifier.setMaxClockSkew(Math.toIntExact(rules.skew().toSeconds()));
    return verifier;
  }
}
