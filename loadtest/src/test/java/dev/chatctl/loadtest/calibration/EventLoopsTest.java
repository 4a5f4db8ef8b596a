package dev.chatctl.loadtest.calibration;

import io.netty.channel.epoll.Epoll;
import io.netty.handler.ssl.OpenSsl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class EventLoopsTest {
  /**
   * Netty falls back to the JDK's sockets and TLS without a word where its libraries do not fit.
   */
  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void theNativeLibrariesFitTheClassesThatCallThem() {
    Epoll.ensureAvailability();
    OpenSsl.ensureAvailability();
  }
}
