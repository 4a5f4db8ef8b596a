package dev.chatctl.handlers;

import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Notes the AWS calls of whatever runs in {@link #during}, in the definition file's words. */
final class CallRecorder implements CallListener {
  private static final SortedSet<String> CALLS = new ConcurrentSkipListSet<>();

  /** The calls made by {@code work}, as in {@code tables.rooms.UpdateItem}. */
  static SortedSet<String> during(Runnable work) {
    CALLS.clear();
    work.run();
    return new TreeSet<>(CALLS);
  }

  /** Notes a call about a connection, which are told to no listener. */
  static void called(String method) {
    CALLS.add("connections." + method);
  }

  /** Does something without noting its calls; for preparations within {@link #during}. */
  static void pausing(Runnable preparation) {
    var before = new TreeSet<>(CALLS);
    preparation.run();
    CALLS.retainAll(before);
  }

  @Override
  public void called(Call call) {
    if (call.service().equals("dynamodb")) {
      tables(call)
          .forEach(
              table -> CALLS.add("tables." + plain(table) + "." + permission(call.operation())));
    } else {
      CALLS.add("queues." + call.operation().replace("Batch", ""));
    }
  }

  private static List<String> tables(Call call) {
    JsonObject request;
    try {
      request = Json.parseObject(call.request().asUtf8String());
    } catch (JsonFormatException e) {
      throw new IllegalStateException(e);
    }
    return request.string("TableName").isPresent()
        ? request.string("TableName").stream().toList()
        : request.objects("TransactItems").stream()
            .map(item -> item.object("Put").string("TableName").orElseThrow())
            .toList();
  }

  // AWS: a transaction needs the permissions of its parts; ours put.
  private static String permission(String operation) {
    return operation.equals("TransactWriteItems") ? "PutItem" : operation;
  }

  /** Test tables are called as in the definition file, and a suffix. */
  private static String plain(String table) {
    return table.substring(0, table.lastIndexOf('_'));
  }
}
