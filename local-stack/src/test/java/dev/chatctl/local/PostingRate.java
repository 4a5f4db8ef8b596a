package dev.chatctl.local;

import dev.chatctl.core.aws.AwsAccess;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.CallbackPoster;
import dev.chatctl.core.room.Recipient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;

/** Prints how many posts a second the fan-out code manages, in a process of its own. */
final class PostingRate {
  private static final int CONCURRENCY = 64;
  private static final int WARM_UP = 20_000;
  private static final int POSTS = 60_000;

  private PostingRate() {}

  /** Arguments: the gateway's management endpoint and a file with a connection id a line. */
  public static void main(String[] args) throws Exception {
    List<String> ids = Files.readAllLines(Path.of(args[1]));
    var credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    try (var http = AwsCrtAsyncHttpClient.builder().maxConcurrency(CONCURRENCY).build()) {
      var poster =
          new CallbackPoster(new AwsAccess("us-east-1", credentials, http), URI.create(args[0]));
      var clock = InstantSource.system();
      var broadcaster = new Broadcaster(poster, RetryPolicy.once(), CONCURRENCY, clock);
      post(broadcaster, ids, WARM_UP);
      long begun = System.nanoTime();
      post(broadcaster, ids, POSTS);
      System.out.println(POSTS / ((System.nanoTime() - begun) / 1e9));
    }
    System.exit(0);
  }

  private static void post(Broadcaster broadcaster, List<String> ids, int posts) {
    var recipients = new ArrayList<Recipient>();
    for (int i = 0; i < posts; i++) {
      String id = ids.get(i % ids.size());
      recipients.add(new Recipient(id, "benchmark", 0, "envelope", Instant.EPOCH));
    }
    SdkBytes frame = SdkBytes.fromUtf8String("a frame of about thirty bytes");
    BroadcastReport report =
        broadcaster.broadcast(recipients, recipient -> frame, Instant.MAX).join();
    if (report.delivered() != posts) {
      throw new IllegalStateException(report.delivered() + " of " + posts + " were delivered");
    }
  }
}
