package dev.chatctl.handlers.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Ed25519 with the JDK. Nimbus would verify it with another library (Tink), and makes no Java keys
 * of such JWKs.
 */
final class Ed25519 {
  private static final String NAME = "Ed25519";

  /** RFC 8410: the key's algorithm, which its 32 bytes follow. */
  private static final String X509_HEAD = "302a300506032b6570032100";

  private Ed25519() {}

  /** Selects keys of all algorithms. */
  static final class Selector extends JWSVerificationKeySelector<SecurityContext> {
    Selector(Set<JWSAlgorithm> algorithms, JWKSource<SecurityContext> keys) {
      super(algorithms, keys);
    }

    @Override
    public List<Key> selectJWSKeys(JWSHeader header, SecurityContext context)
        throws KeySourceException {
      if (!JWSAlgorithm.Family.ED.contains(header.getAlgorithm())) {
        return super.selectJWSKeys(header, context);
      }
      var keys = new ArrayList<Key>();
      for (JWK key : getJWKSource().get(new JWKSelector(createJWKMatcher(header)), context)) {
        keys.add(publicKey((OctetKeyPair) key));
      }
      return keys;
    }
  }

  /** Verifies with keys of all algorithms. */
  static final class VerifierFactory extends DefaultJWSVerifierFactory {
    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
      return JWSAlgorithm.Family.ED.contains(header.getAlgorithm())
          ? new Verifier((PublicKey) key)
          : super.createJWSVerifier(header, key);
    }
  }

  private static PublicKey publicKey(OctetKeyPair key) throws KeySourceException {
    try {
      byte[] encoded =
          HexFormat.of().parseHex(X509_HEAD + HexFormat.of().formatHex(key.getDecodedX()));
      return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new KeySourceException("a published Ed25519 key is none", e);
    }
  }

  private static final class Verifier extends BaseJWSProvider implements JWSVerifier {
    private final PublicKey key;

    Verifier(PublicKey key) {
      super(Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519));
      this.key = key;
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature)
        throws JOSEException {
      if (header.getCriticalParams() != null) {
        return false; // RFC 7515: what must be understood, and is not
      }
      try {
        Signature verification = Signature.getInstance(NAME);
        verification.initVerify(key);
        verification.update(signed);
        return verification.verify(signature.decode());
      } catch (SignatureException e) { // of another form
        return false;
      } catch (GeneralSecurityException e) {
        throw new JOSEException(e.getMessage(), e);
      }
    }
  }
}
