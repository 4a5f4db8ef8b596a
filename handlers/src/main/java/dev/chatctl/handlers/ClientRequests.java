package dev.chatctl.handlers;

import dev.chatctl.core.Chat;
import dev.chatctl.core.log.MetricsLog;
import dev.chatctl.core.metrics.Metric;
import dev.chatctl.core.moderation.Origin;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Session;
import dev.chatctl.core.room.User;
import dev.chatctl.core.settings.NameRule;
import dev.chatctl.core.wire.Dialect;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import dev.chatctl.core.wire.Response;
import dev.chatctl.handlers.auth.Identity;
import dev.chatctl.handlers.auth.Refusal;
import dev.chatctl.handlers.auth.TokenVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Understands what a connected client sends, does it, and answers in the client's dialect. */
record ClientRequests(Chat chat, Optional<TokenVerifier> tokens) {
  private static final Problem NOT_UTF_8 =
      Problem.of(Problem.Code.NOT_JSON, "body: not UTF-8 (expected: JSON in UTF-8)");
  private static final Problem TOKEN_REFUSED =
      Problem.of(
          Problem.Code.TOKEN_REFUSED,
          "token: refused (expected: one that is good, of the same user, for this room)");
  private static final Problem NOT_THEIRS =
      Problem.of(Problem.Code.FORBIDDEN, "name: another one (expected: what the token says)");
  private static final Problem INCOMPLETE =
      Problem.of(Problem.Code.UNDELIVERED, "reply: incomplete (expected: ask again)");

  /** For those who may not verify tokens. */
  ClientRequests(Chat chat) {
    this(chat, Optional.empty());
  }

  Result answer(WebSocketEvent event, Instant deadline) {
    Optional<Session> session = chat.membership().session(event.connectionId());
    if (session.filter(Session::isOpen).isEmpty()) {
      return giveUp(event, session, Problem.CLOSED, deadline);
    }
    Connection sender = session.get().connection();
    if (chat.membership().isBanned(origin(event, sender), sender.room())) {
      chat.membership().expel(sender);
      return giveUp(event, session, Problem.BANNED, deadline);
    }
    Dialect dialect = Dialects.get(sender.dialect());
    Request request =
        event.frame().text().map(dialect::read).orElseGet(() -> new Request.Invalid(NOT_UTF_8));
    Reply reply = tried(event, sender, request, deadline);
    if (reply instanceof Reply.Refused refused
        && refused.problem().code() == Problem.Code.RATE_LIMITED) {
      new MetricsLog(chat.log())
          .write(new MetricsLog.Samples().add(Metric.RATE_LIMITED, 1), json -> {});
    }
    Response response = dialect.respond(reply);
    List<String> frames = response.frames();
    // A route response is one frame, and the last: what precedes it goes through the callback.
    boolean complete =
        frames.size() < 2
            || chat.directMessages().push(sender, frames.subList(0, frames.size() - 1), deadline);
    Result result = Result.of(complete ? response : dialect.respond(new Reply.Refused(INCOMPLETE)));
    return reply instanceof Reply.Refused refused
        ? result.refusing(refused.problem().code())
        : result;
  }

  private static Origin origin(WebSocketEvent event, Connection sender) {
    return Origin.seen(sender.user().id(), event.handshake().sourceIp());
  }

  // Who was given up hears nothing, so its client must come back; the banned need not. AWS: what a
  // function returns is sent after what it posted, and a closed connection gets nothing any more.
  private Result giveUp(
      WebSocketEvent event, Optional<Session> session, Problem why, Instant deadline) {
    String dialect =
        session.map(known -> known.connection().dialect()).orElse(chat.settings().defaultDialect());
    List<String> frames = Dialects.get(dialect).respond(new Reply.Refused(why)).frames();
    chat.directMessages().dismiss(event.connectionId(), dialect, frames, deadline);
    return Result.GONE.refusing(why.code());
  }

  // The sender is told in its own words; without a session nobody knows which those are.
  private Reply tried(WebSocketEvent event, Connection sender, Request request, Instant deadline) {
    try {
      return reply(event, sender, request, deadline);
    } catch (SdkException e) {
      chat.log()
          .error(
              "request_failed", e, json -> json.writeStringField("request_id", event.requestId()));
      return new Reply.Refused(Problem.UNAVAILABLE.about(request.clientMessageId()));
    }
  }

  private Reply reply(WebSocketEvent event, Connection sender, Request request, Instant deadline) {
    String origin = event.connectionId() + "/" + event.frame().messageId();
    if (request.talks() && chat.membership().isMuted(origin(event, sender), sender.room())) {
      return new Reply.Refused(Problem.MUTED.about(request.clientMessageId()));
    }
    return switch (request) {
      case Request.Ping ping ->
          chat.roomMessages()
              .haste(sender)
              .<Reply>map(Reply.Refused::new)
              .orElseGet(() -> new Reply.Pong(Instant.now()));
      case Request.Token token ->
          chat.roomMessages()
              .haste(sender)
              .<Reply>map(Reply.Refused::new)
              .orElseGet(() -> renewed(event, sender, token.token()));
      case Request.Say say ->
          chat.roomMessages().say(sender, say, origin, event.receivedAt(), deadline);
      default ->
          chat.roomMessages()
              .objection(sender, request)
              .<Reply>map(rule -> new Reply.Refused(rule.about(request.clientMessageId())))
              .orElseGet(() -> permitted(event, sender, request, deadline));
    };
  }

  private Reply permitted(
      WebSocketEvent event, Connection sender, Request request, Instant deadline) {
    String origin = event.connectionId() + "/" + event.frame().messageId();
    return switch (request) {
      case Request.Direct direct ->
          chat.directMessages().send(sender, direct, origin, event.receivedAt(), deadline);
      case Request.History history -> chat.roomMessages().page(sender, history);
      case Request.Who who -> chat.membership().people(sender, who);
      case Request.Delete delete -> chat.roomMessages().delete(sender, delete, deadline);
      case Request.Rename rename when chat.settings().names() == NameRule.CLAIM ->
          new Reply.Refused(NOT_THEIRS);
      case Request.Rename rename -> chat.membership().rename(sender, rename.name());
      case Request.Invalid invalid -> new Reply.Refused(invalid.problem());
      default -> new Reply.UnknownAction(event.connectionId(), event.requestId());
    };
  }

  private Reply renewed(WebSocketEvent event, Connection sender, String token) {
    if (tokens.isEmpty()) {
      return new Reply.UnknownAction(event.connectionId(), event.requestId());
    }
    try {
      Identity identity = tokens.get().verifyAnother(token, sender.user().id(), sender.room());
      var user =
          new User(sender.user().name(), sender.user().id(), identity.role(), identity.expiresAt());
      return chat.membership().renew(sender, user);
    } catch (Refusal refusal) {
      chat.log().warn("token_refused", json -> json.writeStringField("reason", refusal.reason()));
      new MetricsLog(chat.log())
          .write(
              new MetricsLog.Samples().add(Metric.TOKENS_REFUSED, 1),
              json -> json.writeStringField("reason", refusal.reason()));
      return new Reply.Refused(TOKEN_REFUSED);
    } catch (IllegalStateException e) {
      chat.log().error("token_unverified", e, json -> {});
      return new Reply.Refused(Problem.UNAVAILABLE);
    }
  }
}
