package dev.chatctl.dashboard;

/**
 * What is wrong with a dashboard.
 *
 * @param widget the widget's title, or how else it is found
 */
public record Finding(String file, String widget, String reason) {
  /** One line: file, widget and reason. */
  @Override
  public String toString() {
    return file + ": " + widget + ": " + reason;
  }
}
