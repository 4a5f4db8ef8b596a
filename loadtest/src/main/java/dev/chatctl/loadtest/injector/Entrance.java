package dev.chatctl.loadtest.injector;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From an open socket to a client that is ready, or refused. Used by its event loop only. */
final class Entrance {
  private static final long PATIENCE_SECONDS = 30;

  private final UserContext context;
  private final ClientSocket socket;
  private final Runnable ready;
  private boolean entered;
  private @Nullable String refusal;

  Entrance(UserContext context, ClientSocket socket, Runnable ready) {
    this.context = context;
    this.socket = socket;
    this.ready = ready;
  }

  void begin() {
    if (context.client().begin(socket)) {
      enter();
    } else {
      var unused = context.loop().schedule(this::giveUp, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Takes a frame as part of the opening. */
  void hear(ByteBuf frame, boolean binary) {
    if (refusal != null) {
      return;
    }
    Optional<String> error = context.client().interpret(frame, binary).meaning().error();
    if (error.isPresent()) {
      refuse("refused on opening: " + context.client().redact(error.get()));
    } else if (context.client().proceed(frame, binary)) {
      enter();
    }
  }

  private void enter() {
    entered = true;
    ready.run();
  }

  private void giveUp() {
    if (!entered && refusal == null) {
      refuse(
          "%s was not answered within %d s"
              .formatted(context.client().awaited(), PATIENCE_SECONDS));
    }
  }

  /** It cannot go on. */
  void refuse(String reason) {
    refusal = reason;
    socket.close();
  }

  /** Why there is no way in, the socket having been closed. */
  String refusal(String closed) {
    return refusal == null ? "closed on opening: " + closed : refusal;
  }
}
