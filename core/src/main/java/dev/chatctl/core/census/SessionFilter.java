package dev.chatctl.core.census;

import static dev.chatctl.core.aws.Items.text;
import static dev.chatctl.core.aws.Items.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Which sessions to read; DynamoDB applies it, so that the others are read but not sent.
 *
 * @param since began at this time or later
 * @param until began before this time
 */
public record SessionFilter(
    Optional<String> name,
    Optional<String> room,
    Optional<Instant> since,
    Optional<Instant> until) {

  public static final SessionFilter ALL =
      new SessionFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  ScanRequest apply(ScanRequest scan) {
    List<String> conditions = new ArrayList<>();
    Map<String, AttributeValue> values = new HashMap<>();
    name.ifPresent(
        value -> {
          conditions.add("#name = :name");
          values.put(":name", text(value));
        });
    room.ifPresent(
        value -> {
          conditions.add("room = :room");
          values.put(":room", text(value));
        });
    since.ifPresent(
        value -> {
          conditions.add("connected_at >= :since");
          values.put(":since", time(value));
        });
    until.ifPresent(
        value -> {
          conditions.add("connected_at < :until");
          values.put(":until", time(value));
        });
    if (conditions.isEmpty()) {
      return scan;
    }
    return scan.copy(
        s -> {
          s.filterExpression(String.join(" AND ", conditions)).expressionAttributeValues(values);
          if (name.isPresent()) { // a reserved word
            s.expressionAttributeNames(Map.of("#name", "name"));
          }
        });
  }
}
