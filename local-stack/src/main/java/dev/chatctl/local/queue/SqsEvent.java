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
import software.amazon.awssdk.services.sqs.model.Message;

/** What Lambda hands to a function for messages of a queue, and what the function answers. */
final class SqsEvent {
  private SqsEvent() {}

  static byte[] of(List<Message> messages) {
    return JsonText.compact(
            Document.of("Records", messages.stream().map(SqsEvent::document).toList()))
        .getBytes(UTF_8);
  }

  private static Document document(Message message) {
    return Document.of("messageId", message.messageId())
        .with("receiptHandle", message.receiptHandle())
        .with("body", message.body())
        .with("eventSource", "aws:sqs");
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
