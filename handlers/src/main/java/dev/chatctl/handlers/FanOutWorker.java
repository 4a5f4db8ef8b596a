package dev.chatctl.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.queue.FanOutJob;
import dev.chatctl.core.queue.Job;
import dev.chatctl.core.queue.PresenceJob;
import dev.chatctl.core.queue.TokenJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes fan-out jobs from SQS. A job that fails is reported by its id, so that SQS delivers only
 * that one again and, when it keeps failing, puts it on the dead-letter queue; the others are done.
 */
public final class FanOutWorker implements RequestStreamHandler {
  private final Chat chat;

  public FanOutWorker() {
    this(Chat.fromEnvironment(System.getenv()));
  }

  public FanOutWorker(Chat chat) {
    this.chat = chat;
    Priming.register();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    handle(in, out, Deadlines.of(context));
  }

  void handle(InputStream in, OutputStream out, Instant deadline) throws IOException {
    var failed = new ArrayList<String>();
    for (QueueRecord job : QueueRecord.readAll(in)) {
      if (!isDone(job, deadline)) {
        failed.add(job.messageId());
      }
    }
    write(failed, out);
  }

  private boolean isDone(QueueRecord job, Instant deadline) {
    try {
      switch (Job.read(job.body())) {
        case FanOutJob message -> chat.worker().work(message, deadline);
        case PresenceJob presence -> chat.membership().tell(presence);
        case TokenJob token -> chat.membership().tend(token, deadline);
      }
      return true;
    } catch (JsonFormatException | RuntimeException e) { // one bad job must not fail the others
      chat.log().error("job_failed", e, json -> json.writeStringField("job_id", job.messageId()));
      return false;
    }
  }

  // AWS: the shape that ReportBatchItemFailures expects.
  private static void write(List<String> failed, OutputStream out) throws IOException {
    out.write(
        Json.object(
            json ->
                Json.objects(
                    json,
                    "batchItemFailures",
                    failed,
                    (failure, id) -> failure.writeStringField("itemIdentifier", id))));
  }
}
