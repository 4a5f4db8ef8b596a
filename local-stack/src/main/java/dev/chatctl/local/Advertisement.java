package dev.chatctl.local;

import dev.chatctl.core.discovery.LocalStackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Lets this user's other commands find the running stack: what {@code --local} looks for. */
final class Advertisement implements AutoCloseable {
  private final LocalStackFile file;

  private Advertisement(LocalStackFile file) {
    this.file = file;
  }

  static Advertisement of(Addresses addresses, Map<String, String> environment) throws IOException {
    var file = LocalStackFile.of(environment, System.getProperty("user.name"));
    file.write(addresses.toJson(ProcessHandle.current().pid()));
    return new Advertisement(file);
  }

  /** Withdraws it; doing it twice is the same as once. */
  @Override
  public void close() {
    try {
      file.remove();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
