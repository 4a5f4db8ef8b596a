package dev.chatctl.core.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue in SQS. */
public final class SqsJobQueue implements JobQueue {
  // AWS: a batch holds 10 messages and 262,144 bytes; a job is at most some 60 KB.
  private static final int MAX_BATCH = 10;
  private static final int MAX_BATCH_CHARS = 80 * 1024;

  private final SqsAsyncClient sqs;
  private final String queueUrl;

  public SqsJobQueue(SqsAsyncClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public CompletableFuture<Void> send(List<FanOutJob> jobs) {
    var sends = new ArrayList<CompletableFuture<Void>>();
    var batch = new ArrayList<SendMessageBatchRequestEntry>();
    int chars = 0;
    for (FanOutJob job : jobs) {
      String body = job.write();
      if (batch.size() == MAX_BATCH
          || (!batch.isEmpty() && chars + body.length() > MAX_BATCH_CHARS)) {
        sends.add(send(batch, queueUrl));
        batch.clear();
        chars = 0;
      }
      String id = Integer.toString(batch.size());
      batch.add(SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build());
      chars += body.length();
    }
    if (!batch.isEmpty()) {
      sends.add(send(batch, queueUrl));
    }
    return CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> send(List<SendMessageBatchRequestEntry> batch, String url) {
    var entries = List.copyOf(batch);
    return sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries))
        .thenAccept(
            response -> {
              if (!response.failed().isEmpty()) {
                throw new CompletionException(
                    new IllegalStateException(
                        "%d of %d jobs were not queued: %s"
                            .formatted(
                                response.failed().size(),
                                entries.size(),
                                response.failed().getFirst().code())));
              }
            });
  }
}
