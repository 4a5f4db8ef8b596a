package dev.chatctl.cli;

/** Colours by meaning, or none at all. */
public record Style(boolean enabled) {
  public String failure(String text) {
    return wrap(31, text);
  }

  /** Something to look at, such as a connection that is listed but gone. */
  public String notable(String text) {
    return wrap(33, text);
  }

  /** What may be overlooked: headings, times. */
  public String dim(String text) {
    return wrap(2, text);
  }

  /** One of six colours, always the same for the same key. */
  public String byKey(String key, String text) {
    return wrap(31 + Math.floorMod(key.hashCode(), 6), text);
  }

  public String highlight(String text) {
    return wrap(7, text);
  }

  private String wrap(int code, String text) {
    return enabled ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
