package dev.chatctl.gateway.internal.server;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NettyTransportTest {
  /** Netty falls back to the JDK's sockets without a word where its library does not fit. */
  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void theNativeLibraryFitsTheClassesThatCallIt() {
    Epoll.ensureAvailability();
  }
}
