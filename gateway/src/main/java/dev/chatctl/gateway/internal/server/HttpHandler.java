package dev.chatctl.gateway.internal.server;

import dev.chatctl.gateway.internal.connection.PeerFault;
import dev.chatctl.gateway.internal.http.HttpAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of one socket: gathers bodies, and has requests answered in the order they came
 * however long an answer takes.
 */
// A failed write closes its channel, and channelInactive sees to the rest.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpHandler extends ChannelInboundHandlerAdapter {
  private final Dispatcher dispatcher;
  private final Queue<Object> waiting = new ArrayDeque<>(0);
  private @Nullable HttpRequest request;
  private @Nullable ByteBuf body;
  private boolean answered;
  private boolean busy;

  HttpHandler(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (busy) {
      waiting.add(msg);
    } else {
      process(ctx, msg);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  private void process(ChannelHandlerContext ctx, Object msg) {
    try {
      if (msg instanceof HttpRequest head) {
        begin(ctx, head);
      }
      if (msg instanceof HttpContent content) {
        content(ctx, content);
      }
    } finally {
      ReferenceCountUtil.release(msg);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest head) {
    request = head;
    answered = false;
    body = null;
    HttpResponseStatus refusal = dispatcher.rules().refusal(head);
    if (refusal != null) {
      answer(ctx, HttpAnswer.naked(refusal));
    } else if (HttpUtil.is100ContinueExpected(head)) {
      ctx.writeAndFlush(HttpAnswer.proceed());
    }
  }

  private void content(ChannelHandlerContext ctx, HttpContent part) {
    HttpRequest head = request;
    if (answered || head == null) {
      return;
    }
    if (part.decoderResult().isFailure()) {
      HttpUtil.setKeepAlive(head, false);
      answer(ctx, HttpAnswer.naked(HttpResponseStatus.BAD_REQUEST));
      return;
    }
    ByteBuf gathered = gather(part);
    if (!dispatcher.rules().isBody(gathered.readableBytes())) {
      answer(ctx, HttpAnswer.naked(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE));
    } else if (part instanceof LastHttpContent) {
      dispatcher.dispatch(this, ctx, head, gathered);
    }
  }

  /** A body that came in one piece, as small ones do, is not copied. */
  private ByteBuf gather(HttpContent part) {
    if (body == null) {
      if (part instanceof LastHttpContent) {
        return part.content();
      }
      body = Unpooled.buffer(part.content().readableBytes());
    }
    return body.writeBytes(part.content());
  }

  /** Requests that come meanwhile wait. */
  void hold(ChannelHandlerContext ctx) {
    busy = true;
    ctx.channel().config().setAutoRead(false);
  }

  /** An answer given after the event loop's turn: what waited behind it goes on. */
  void answerLater(ChannelHandlerContext ctx, FullHttpResponse response) {
    answer(ctx, response);
    ctx.flush();
    busy = false;
    while (!busy && !waiting.isEmpty()) {
      process(ctx, waiting.remove());
    }
    if (!busy) {
      ctx.flush();
      ctx.channel().config().setAutoRead(true);
    }
  }

  void answer(ChannelHandlerContext ctx, FullHttpResponse response) {
    HttpRequest head = request;
    boolean keepAlive = head != null && HttpUtil.isKeepAlive(head);
    response
        .headers()
        .add(
            HttpHeaderNames.CONNECTION,
            keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    answered = true;
    dropBody();
    ChannelFuture written = ctx.write(response);
    if (!keepAlive) {
      ctx.flush();
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    drop();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    drop();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    PeerFault.end(ctx, cause);
  }

  private void drop() {
    dropBody();
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  private void dropBody() {
    if (body != null) {
      body.release();
      body = null;
    }
  }
}
