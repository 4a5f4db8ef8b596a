package dev.chatctl.core.definition;

import java.util.Optional;

/**
 * A DynamoDB table.
 *
 * @param ttlAttribute the attribute holding the second (since the epoch) after which DynamoDB may
 *     delete an item
 */
public record TableDefinition(
    String name,
    KeyDefinition partitionKey,
    Optional<KeyDefinition> sortKey,
    Optional<String> ttlAttribute) {

  /** The environment variable that tells a handler the deployed table's name. */
  public String environmentVariable() {
    return name.toUpperCase(java.util.Locale.ROOT) + "_TABLE";
  }
}
