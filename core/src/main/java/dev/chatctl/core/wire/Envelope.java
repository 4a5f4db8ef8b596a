package dev.chatctl.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.Timestamps;
import dev.chatctl.core.message.DirectMessage;
import dev.chatctl.core.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * This project's own dialect: versioned JSON objects, as docs/protocol.md says.
 *
 * <p>A message is acknowledged only if it has a client id: the sender receives its own message
 * anyway, and every frame counts against the account's quota.
 */
public final class Envelope implements Dialect {
  public static final String NAME = "envelope";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean echoesToSender() {
    return true;
  }

  @Override
  public Request read(String body) {
    return EnvelopeRequests.read(body);
  }

  @Override
  public byte[] message(Message message) {
    return EnvelopeFrames.frame(
        "message",
        json -> {
          EnvelopeFrames.message(json, message);
          json.writeStringField("position", message.position());
        });
  }

  @Override
  public Optional<byte[]> deleted(Message message) {
    return Optional.of(EnvelopeFrames.deleted(message));
  }

  @Override
  public byte[] direct(DirectMessage message) {
    return EnvelopeFrames.frame("direct", json -> EnvelopeFrames.direct(json, message));
  }

  @Override
  public Optional<byte[]> notice(Notice notice) {
    return Optional.of(EnvelopeFrames.notice(notice));
  }

  @Override
  public Response respond(Reply reply) {
    return switch (reply) {
      case Reply.Sent sent -> isAwaited(sent) ? ack(sent) : Response.SILENT;
      case Reply.History history -> new Response(200, history(history));
      case Reply.People people -> new Response(200, people(people));
      case Reply.Told told -> Response.SILENT;
      case Reply.TokenTaken taken ->
          frame(
              200,
              "token",
              json -> Json.optional(json, "expires_at", taken.expiresAt().map(Timestamps::format)));
      case Reply.Pong pong ->
          frame(200, "pong", json -> EnvelopeFrames.time(json, "at", pong.at()));
      case Reply.Refused refused -> error(refused.problem());
      case Reply.UnknownAction unknown ->
          error(
              Problem.of(
                  Problem.Code.UNKNOWN_ACTION,
                  "action: unknown (expected: sendmessage, direct, history, who, rename, delete,"
                      + " token or ping)"));
    };
  }

  @Override
  public Response connected() {
    return Response.SILENT;
  }

  @Override
  public Response connectFailed() {
    return error(Problem.UNAVAILABLE);
  }

  // The sender of a direct message receives no other sign of it.
  private static boolean isAwaited(Reply.Sent sent) {
    return sent.clientMessageId().isPresent() || sent.sequence().isEmpty();
  }

  private static Response ack(Reply.Sent sent) {
    return frame(
        200,
        "ack",
        json -> {
          json.writeStringField("id", sent.messageId());
          EnvelopeFrames.clientMessageId(json, sent.clientMessageId());
          if (sent.sequence().isPresent()) {
            json.writeNumberField("sequence", sent.sequence().get());
          }
          json.writeBooleanField("duplicate", sent.duplicate());
        });
  }

  private static List<String> history(Reply.History history) {
    return EnvelopeList.frames(
        "history",
        "messages",
        history.page().messages(),
        EnvelopeFrames::message,
        json -> json.writeStringField("room", history.room()),
        json -> {
          Json.optional(json, "before", history.page().before());
          Json.optional(json, "after", history.page().after());
          Json.optional(json, "position", history.page().position());
          if (history.page().recovered().isPresent()) {
            json.writeBooleanField("recovered", history.page().recovered().get());
          }
        });
  }

  private static List<String> people(Reply.People people) {
    return EnvelopeList.frames(
        "who",
        "people",
        people.people(),
        EnvelopeFrames::member,
        json -> {
          json.writeStringField("room", people.room());
          json.writeStringField("you", people.you());
          json.writeNumberField("count", people.count());
        },
        json -> Json.optional(json, "after", people.after()));
  }

  private static Response error(Problem problem) {
    return frame(
        problem.code().status(),
        "error",
        json -> {
          json.writeStringField("code", problem.code().wireName());
          json.writeStringField("message", problem.detail());
          EnvelopeFrames.clientMessageId(json, problem.clientMessageId());
        });
  }

  private static Response frame(int status, String type, Json.Writer members) {
    return Response.of(status, new String(EnvelopeFrames.frame(type, members), UTF_8));
  }
}
