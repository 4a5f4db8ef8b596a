package dev.chatctl.loadtest.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates to trust instead of the JDK's own: a company's, or a server's self-signed one. */
public final class TrustedCertificates {
  /** A store wants a password; what is in it is public. */
  public static final String PASSWORD = "changeit";

  private final KeyStore store;

  private TrustedCertificates(KeyStore store) {
    this.store = store;
  }

  /**
   * Reads a file of one or more certificates, PEM or DER.
   *
   * @throws IOException with a message that names the file and the rule
   */
  public static TrustedCertificates read(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(input);
      if (certificates.isEmpty()) {
        throw new GeneralSecurityException("it holds none");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("trusted-" + store.size(), certificate);
      }
      return new TrustedCertificates(store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "--cacert: " + file + " (expected: a PEM file of certificates; " + reason(e) + ")", e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
  }

  /** For clients that trust these, and nobody else. */
  public SSLContext context() {
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without TLS", e);
    }
  }

  /** Writes them as a PKCS #12 store with {@link #PASSWORD}. */
  public void writeTo(Path file) throws IOException {
    try (OutputStream output = Files.newOutputStream(file)) {
      store.store(output, PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
