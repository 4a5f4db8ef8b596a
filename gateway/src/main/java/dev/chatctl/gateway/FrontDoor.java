package dev.chatctl.gateway;

import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.route.WebSocketApi;
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
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of one socket: tells handshakes from {@code @connections} calls, gathers bodies,
 * and answers requests in the order they came however long an answer takes.
 */
// A failed write closes its channel, and channelInactive sees to the rest.
@SuppressWarnings("FutureReturnValueIgnored")
final class FrontDoor extends ChannelInboundHandlerAdapter {
  private final Engine engine;
  private final Doors doors;
  private final Queue<Object> waiting = new ArrayDeque<>(0);
  private @Nullable HttpRequest request;
  private @Nullable ByteBuf body;
  private boolean answered;
  private boolean busy;

  FrontDoor(Engine engine, Doors doors) {
    this.engine = engine;
    this.doors = doors;
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
    if (head.decoderResult().isFailure()) {
      HttpUtil.setKeepAlive(head, false);
      answer(ctx, HttpAnswer.naked(failure(head.decoderResult().cause())));
    } else if (HttpUtil.isContentLengthSet(head)
        && HttpUtil.getContentLength(head, 0L) > engine.settings().sizes().message()) {
      if (HttpUtil.is100ContinueExpected(head)) {
        // Told no, the client may send another request where the decoder waits for the body.
        HttpUtil.setKeepAlive(head, false);
      }
      answer(ctx, HttpAnswer.naked(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE));
    } else if (HttpUtil.is100ContinueExpected(head)) {
      ctx.writeAndFlush(HttpAnswer.proceed());
    }
  }

  private HttpResponseStatus failure(Throwable cause) {
    Unproven unproven = engine.settings().unproven();
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.valueOf(unproven.longUrl());
    }
    return HttpResponseStatus.valueOf(
        cause instanceof TooLongHttpHeaderException
            ? unproven.bigHeaders()
            : unproven.badHandshake());
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
    if (gathered.readableBytes() > engine.settings().sizes().message()) {
      answer(ctx, HttpAnswer.naked(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE));
    } else if (part instanceof LastHttpContent) {
      dispatch(ctx, head, gathered);
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

  private void dispatch(ChannelHandlerContext ctx, HttpRequest head, ByteBuf payload) {
    switch (Target.parse(head.uri())) {
      case Target.ConnectionTarget(String stage, String id) when engine.stages().has(stage) ->
          manage(new ManagementCall(ctx, head, engine.stages().of(stage), id), payload);
      case Target.StageTarget(String stage)
          when engine.stages().has(stage) && HandshakeRequest.isHandshake(head) -> {
        hold(ctx);
        WebSocketApi api = engine.stages().of(stage);
        new Handshake(engine, doors, api, ctx, head, response -> answerLater(ctx, response))
            .begin();
      }
      default -> answer(ctx, Management.forbidden());
    }
  }

  private void manage(ManagementCall call, ByteBuf payload) {
    ChannelHandlerContext ctx = call.ctx();
    long delay = engine.faults().callDelayNanos();
    if (delay <= 0) {
      answer(ctx, doors.management().serve(call, payload));
      return;
    }
    hold(ctx);
    ByteBuf held = payload.retain();
    Runnable late =
        () -> {
          try {
            answerLater(ctx, doors.management().serve(call, held));
          } catch (RuntimeException failed) {
            exceptionCaught(ctx, failed);
          } finally {
            held.release();
          }
        };
    ctx.executor().schedule(late, delay, TimeUnit.NANOSECONDS);
  }

  /** Requests that come meanwhile wait. */
  private void hold(ChannelHandlerContext ctx) {
    busy = true;
    ctx.channel().config().setAutoRead(false);
  }

  /** An answer given after the event loop's turn: what waited behind it goes on. */
  private void answerLater(ChannelHandlerContext ctx, FullHttpResponse response) {
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

  private void answer(ChannelHandlerContext ctx, FullHttpResponse response) {
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
