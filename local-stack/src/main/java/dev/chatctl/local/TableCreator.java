package dev.chatctl.local;

import dev.chatctl.core.definition.KeyDefinition;
import dev.chatctl.core.definition.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

/** Creates the tables of the definition file, as Terraform does on AWS. */
final class TableCreator {
  private TableCreator() {}

  /** Creates one table under the name it is deployed with, unless it is there. */
  static void create(DynamoDbClient dynamoDb, TableDefinition table, String deployedName) {
    var attributes = new ArrayList<AttributeDefinition>();
    var keys = new ArrayList<KeySchemaElement>();
    add(table.partitionKey(), KeyType.HASH, attributes, keys);
    table.sortKey().ifPresent(key -> add(key, KeyType.RANGE, attributes, keys));
    try {
      dynamoDb.createTable(
          request ->
              request
                  .tableName(deployedName)
                  .attributeDefinitions(attributes)
                  .keySchema(keys)
                  .billingMode(BillingMode.PAY_PER_REQUEST));
    } catch (ResourceInUseException e) {
      return; // kept from an earlier run
    }
    table
        .ttlAttribute()
        .ifPresent(
            attribute ->
                dynamoDb.updateTimeToLive(
                    request ->
                        request
                            .tableName(deployedName)
                            .timeToLiveSpecification(
                                TimeToLiveSpecification.builder()
                                    .attributeName(attribute)
                                    .enabled(true)
                                    .build())));
  }

  private static void add(
      KeyDefinition key,
      KeyType type,
      List<AttributeDefinition> attributes,
      List<KeySchemaElement> keys) {
    attributes.add(
        AttributeDefinition.builder().attributeName(key.name()).attributeType(key.type()).build());
    keys.add(KeySchemaElement.builder().attributeName(key.name()).keyType(type).build());
  }
}
