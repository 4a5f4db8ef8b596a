package dev.chatctl.core.definition;

/**
 * A key attribute of a table.
 *
 * @param type DynamoDB's type letter: {@code S} or {@code N}
 */
public record KeyDefinition(String name, String type) {
  public KeyDefinition {
    if (!type.equals("S") && !type.equals("N")) {
      throw new IllegalArgumentException(name + ".type: " + type + " (expected: S or N)");
    }
  }
}
