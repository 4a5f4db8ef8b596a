package dev.chatctl.local;

import dev.chatctl.core.discovery.LocalStackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** Lets this user's other commands find the running stack: what {@code --local} looks for. */
final class Advertisement implements AutoCloseable {
  private final LocalStackFile file;
  private final long pid = ProcessHandle.current().pid();

  private Advertisement(LocalStackFile file) {
    this.file = file;
  }

  static Advertisement of(Addresses addresses) throws IOException {
    var advertisement =
        new Advertisement(LocalStackFile.of(System.getenv(), System.getProperty("user.name")));
    advertisement.file.write(addresses.toJson(OptionalLong.of(advertisement.pid)));
    return advertisement;
  }

  /** Withdraws it; doing it twice is the same as once. */
  @Override
  public void close() {
    try {
      file.remove(pid);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
