package dev.chatctl.loadtest.plan;

import dev.chatctl.cli.PrintableUrl;
import java.net.URI;
import java.util.Optional;

/**
 * What is tested, and where its dashboards are.
 *
 * @param url the WebSocket endpoint, {@code ws} or {@code wss}
 * @param trust certificates to trust there instead of the JDK's own
 * @param metrics where metrics are posted as the run goes on, for dashboards
 * @param chats how its clients speak
 */
public record SystemUnderTest(
    URI url, Optional<TrustedCertificates> trust, Optional<URI> metrics, Chats chats) {

  /** The endpoint as it may be shown. */
  public String shownUrl() {
    return PrintableUrl.of(url.toString());
  }
}
