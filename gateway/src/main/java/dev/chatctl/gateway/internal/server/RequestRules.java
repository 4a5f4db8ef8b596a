package dev.chatctl.gateway.internal.server;

import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.limit.Sizes;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** Which requests are read at all. */
public record RequestRules(Sizes sizes, Unproven unproven) {
  // Room in the decoder's limit for the method, the version and a URL one over the gateway's own.
  private static final int LINE_SLACK = 512;

  HttpDecoderConfig decoder() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(sizes.url() + LINE_SLACK)
        .setMaxHeaderSize(sizes.headers());
  }

  /** What a request is refused with whatever it asks for; null when it may go on. */
  @Nullable HttpResponseStatus refusal(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      HttpUtil.setKeepAlive(head, false);
      return HttpResponseStatus.valueOf(status(head.decoderResult().cause()));
    }
    if (!HttpUtil.isContentLengthSet(head) || isBody(HttpUtil.getContentLength(head, 0L))) {
      return null;
    }
    if (HttpUtil.is100ContinueExpected(head)) {
      // Told no, the client may send another request where the decoder waits for the body.
      HttpUtil.setKeepAlive(head, false);
    }
    return HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
  }

  /** Whether a body may have so many bytes. */
  boolean isBody(long bytes) {
    return bytes <= sizes.message();
  }

  private int status(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return unproven.longUrl();
    }
    return cause instanceof TooLongHttpHeaderException
        ? unproven.bigHeaders()
        : unproven.badHandshake();
  }
}
