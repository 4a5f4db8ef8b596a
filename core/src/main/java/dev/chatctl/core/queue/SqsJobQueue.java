package dev.chatctl.core.queue;

import dev.chatctl.core.aws.JsonService;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A queue in SQS. */
public final class SqsJobQueue implements JobQueue {
  // AWS: a batch holds 10 messages and 262,144 bytes; a job is at most some 30 KB.
  private static final int MAX_BATCH = 10;
  private static final int MAX_BATCH_CHARS = 80 * 1024;

  private final JsonService sqs;
  private final String queueUrl;

  public SqsJobQueue(JsonService sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public CompletableFuture<Void> send(List<? extends Job> jobs, Duration delay) {
    var sends = new ArrayList<CompletableFuture<Void>>();
    var batch = new ArrayList<Entry>();
    int chars = 0;
    for (Job job : jobs) {
      String body = job.write();
      if (batch.size() == MAX_BATCH
          || (!batch.isEmpty() && chars + body.length() > MAX_BATCH_CHARS)) {
        sends.add(sendBatch(batch, delay));
        batch.clear();
        chars = 0;
      }
      batch.add(new Entry(job.room(), body));
      chars += body.length();
    }
    if (!batch.isEmpty()) {
      sends.add(sendBatch(batch, delay));
    }
    return CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new));
  }

  private record Entry(String room, String body) {}

  private CompletableFuture<Void> sendBatch(List<Entry> entries, Duration delay) {
    byte[] request =
        Json.object(
            json -> {
              json.writeStringField("QueueUrl", queueUrl);
              json.writeArrayFieldStart("Entries");
              for (int i = 0; i < entries.size(); i++) {
                json.writeStartObject();
                json.writeStringField("Id", Integer.toString(i));
                json.writeStringField("MessageBody", entries.get(i).body());
                if (delay.isPositive()) {
                  json.writeNumberField("DelaySeconds", delay.plusMillis(999).toSeconds());
                }
                // AWS: a standard queue delivers the messages of quiet groups before a busy one's.
                json.writeStringField("MessageGroupId", entries.get(i).room());
                json.writeEndObject();
              }
              json.writeEndArray();
            });
    int size = entries.size();
    return sqs.call("SendMessageBatch", request, Json::document)
        .thenAccept(
            response -> {
              List<JsonObject> failed = response.objects("Failed");
              if (!failed.isEmpty()) {
                throw SdkClientException.create(
                    "%d of %d jobs were not queued: %s"
                        .formatted(
                            failed.size(),
                            size,
                            failed.getFirst().string("Code").orElse("no reason given")));
              }
            });
  }
}
