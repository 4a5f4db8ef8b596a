package dev.chatctl.core.json;

/** Text that is not the JSON it should be. */
public final class JsonFormatException extends Exception {
  private final String problem;

  public JsonFormatException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** The value and the rule it breaks, without quoting the text. */
  public String problem() {
    return problem;
  }
}
