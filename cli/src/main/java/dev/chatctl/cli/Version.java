package dev.chatctl.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} and a failure's report say. */
final class Version implements IVersionProvider {
  static String text() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development build");
    return "chatctl %s (Java %s, %s %s)"
        .formatted(
            version,
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
