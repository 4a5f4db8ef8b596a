package dev.chatctl.local.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.cli.output.Document;
import dev.chatctl.cli.output.JsonText;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Lambda hands to a function for a message of a queue, and what the function answers. */
final class SqsEvent {
  private SqsEvent() {}

  static byte[] of(LocalQueue.Job job) {
    Document message =
        Document.of("messageId", job.id())
            .with("receiptHandle", job.id())
            .with("body", job.body())
            .with("eventSource", "aws:sqs");
    return JsonText.compact(Document.of("Records", List.of(message))).getBytes(UTF_8);
  }

  /** The ids of the messages that a function reports as failed. */
  static Set<String> failures(byte[] result) throws JsonFormatException {
    var ids = new HashSet<String>();
    try {
      JsonObject response = Json.parseObject(new ByteArrayInputStream(result));
      for (JsonObject failure : response.objects("batchItemFailures")) {
        ids.add(failure.require("itemIdentifier"));
      }
    } catch (IOException e) { // reading from memory
      throw new UncheckedIOException(e);
    }
    return ids;
  }
}
