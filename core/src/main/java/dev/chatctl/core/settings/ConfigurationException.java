package dev.chatctl.core.settings;

import java.util.List;

/** A configuration that cannot work; the message holds every problem, one a line. */
public final class ConfigurationException extends RuntimeException {
  ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
