package dev.chatctl.loadtest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Speaks TLS with a certificate of its own making, in front of a server that does not. */
final class TlsFront implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final SSLServerSocket listening;
  private final int behind;
  private final Path certificate;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /**
   * Starts.
   *
   * @param behind port of the server on loopback
   * @param folder receives the key and the certificate
   */
  TlsFront(int behind, Path folder) throws Exception {
    this.behind = behind;
    this.certificate = folder.resolve("certificate.pem");
    Path store = folder.resolve("key.p12");
    keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=x", "-ext", "san=ip:127.0.0.1");
    keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
    listening =
        (SSLServerSocket)
            context(store)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "front", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(store)) {
      keys.load(input, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  URI url() {
    return URI.create("wss://127.0.0.1:" + listening.getLocalPort() + "/");
  }

  /** Its certificate, which nobody vouches for, as a PEM file. */
  Path certificate() {
    return certificate;
  }

  private void accept() {
    try {
      while (true) {
        Socket outside = listening.accept();
        Socket inside = new Socket(InetAddress.getLoopbackAddress(), behind);
        sockets.addAll(List.of(outside, inside));
        Thread.ofPlatform().daemon().start(() -> pump(outside, inside));
        Thread.ofPlatform().daemon().start(() -> pump(inside, outside));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = input.read(buffer); n >= 0; n = input.read(buffer)) {
        output.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One of the two has gone, and so does the other.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
