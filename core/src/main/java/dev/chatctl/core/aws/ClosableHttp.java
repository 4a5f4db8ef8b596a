package dev.chatctl.core.aws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * Refuses what is asked for once it is closed, as the rest of a call that nobody waits for any
 * more: the native client aborts the process then.
 */
final class ClosableHttp implements SdkAsyncHttpClient {
  private final SdkAsyncHttpClient http;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean isClosed;

  ClosableHttp(SdkAsyncHttpClient http) {
    this.http = http;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    lock.readLock().lock();
    try {
      if (!isClosed) {
        return http.execute(request);
      }
    } finally {
      lock.readLock().unlock();
    }
    var failure = SdkClientException.create("closed");
    request.responseHandler().onError(failure);
    return CompletableFuture.failedFuture(failure);
  }

  @Override
  public String clientName() {
    return http.clientName();
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      isClosed = true;
    } finally {
      lock.writeLock().unlock();
    }
    http.close();
  }
}
