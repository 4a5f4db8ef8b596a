package dev.chatctl.local.fault;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * The network of one invocation, which may end in the middle: when it writes to a table it dies,
 * before or after the write is done, and reaches nobody any more.
 */
public final class Life implements SdkAsyncHttpClient {
  private static final List<String> WRITES =
      List.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems");

  private final SdkAsyncHttpClient network;
  private final Chances chances;
  private volatile boolean isOver;

  public Life(SdkAsyncHttpClient network, Chances chances) {
    this.network = network;
    this.chances = chances;
  }

  /** Whether it died: then nobody learns what it answers. */
  public boolean isOver() {
    return isOver;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    if (!isOver && isWrite(request) && chances.meets(ServiceFault.FUNCTION_KILL)) {
      isOver = true;
      if (chances.flip()) {
        return network.execute(
            AsyncExecuteRequest.builder()
                .request(request.request())
                .requestContentPublisher(request.requestContentPublisher())
                .responseHandler(new LostAnswer(request.responseHandler(), death()))
                .build());
      }
    }
    if (isOver) {
      request.responseHandler().onError(death());
      return CompletableFuture.completedFuture(null);
    }
    return network.execute(request);
  }

  /** The network goes on for others. */
  @Override
  public void close() {}

  private static boolean isWrite(AsyncExecuteRequest request) {
    String target = request.request().firstMatchingHeader("X-Amz-Target").orElse("");
    return WRITES.contains(target.substring(target.indexOf('.') + 1));
  }

  // One that explains itself is not tried again.
  private static SdkClientException death() {
    return SdkClientException.create("fault: " + ServiceFault.FUNCTION_KILL);
  }
}
