package dev.chatctl.core.aws;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What DynamoDB refuses, as the exceptions that the SDK throws for it. */
final class DynamoDbExceptions {
  private DynamoDbExceptions() {}

  static DynamoDbException of(ServiceFailure refused) {
    return switch (refused.type()) {
      case "ConditionalCheckFailedException" ->
          ConditionalCheckFailedException.builder()
              .item(
                  refused.body().has("Item")
                      ? AttributeJson.item(refused.body().object("Item"))
                      : null)
              .message(refused.getMessage())
              .statusCode(refused.status())
              .build();
      case "TransactionCanceledException" ->
          TransactionCanceledException.builder()
              .cancellationReasons(
                  refused.body().objects("CancellationReasons").stream()
                      .map(
                          reason ->
                              CancellationReason.builder()
                                  .code(reason.string("Code").orElse("None"))
                                  .build())
                      .toList())
              .message(refused.getMessage())
              .statusCode(refused.status())
              .build();
      default ->
          (DynamoDbException)
              DynamoDbException.builder()
                  .awsErrorDetails(
                      AwsErrorDetails.builder()
                          .errorCode(refused.type())
                          .errorMessage(refused.getMessage())
                          .serviceName(LeanDynamoDb.SERVICE)
                          .build())
                  .message(refused.getMessage())
                  .statusCode(refused.status())
                  .build();
    };
  }
}
