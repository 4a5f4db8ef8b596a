package dev.chatctl.handlers;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of an SQS event.
 *
 * @param messageId what a failure is reported by
 */
record QueueRecord(String messageId, String body) {
  static List<QueueRecord> readAll(InputStream in) throws IOException {
    try {
      var records = new ArrayList<QueueRecord>();
      for (JsonObject message : Json.parseObject(in).objects("Records")) {
        records.add(new QueueRecord(message.require("messageId"), message.require("body")));
      }
      return records;
    } catch (JsonFormatException e) {
      throw new IllegalArgumentException("event: " + e.problem(), e);
    }
  }
}
