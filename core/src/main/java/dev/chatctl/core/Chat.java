package dev.chatctl.core;

import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.queue.FanOutJob;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.settings.ChatSettings;
import dev.chatctl.core.settings.RoomSettings;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chat backend: people arrive, say things that reach everybody in their room, and depart. Its
 * methods wait for the tables and the callback; call them from any number of threads.
 */
public final class Chat implements AutoCloseable {
  private final ChatParts parts;
  private final RoomSettings settings;
  private final AutoCloseable resources;

  Chat(ChatParts parts, ChatSettings settings, AutoCloseable resources) {
    this.parts = parts;
    this.settings = settings.rooms();
    this.resources = resources;
  }

  /**
   * Assembles the backend that a handler's environment describes.
   *
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat fromEnvironment(Map<String, String> environment) {
    // Lambda sends both streams to CloudWatch; a program around the handlers keeps its own output.
    return fromEnvironment(environment, System.err, CallListener.NONE);
  }

  /**
   * The same with its log lines, metrics among them, going elsewhere.
   *
   * @param listener told of every request to DynamoDB and SQS
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat fromEnvironment(
      Map<String, String> environment, PrintStream lines, CallListener listener) {
    return ChatParts.assemble(ChatSettings.fromEnvironment(environment), lines, listener);
  }

  /**
   * A backend that walks the same paths without opening a socket, for warming up what a snapshot
   * keeps. It logs nothing.
   *
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat rehearsal(Map<String, String> environment) {
    return ChatParts.rehearsal(environment);
  }

  public RoomSettings settings() {
    return settings;
  }

  public JsonLog log() {
    return parts.log();
  }

  /** Lets somebody into a room and tells the others. */
  public void arrive(Arrival arrival) {
    parts.membership().arrive(arrival);
  }

  /** Sees somebody off and tells the others; doing it twice is the same as once. */
  public void depart(Departure departure) {
    parts.membership().depart(departure);
  }

  /** The connection, if it is open as far as we know. */
  public Optional<Connection> connection(String id) {
    return parts.membership().connection(id);
  }

  /**
   * Whether a connection may send something now; if so, it counts against its limit.
   *
   * @return the rule it would break
   */
  public Optional<Problem> objection(Connection speaker) {
    return parts.roomMessages().objection(speaker);
  }

  /**
   * Stores a message and sends it to everybody in the speaker's room. A repetition sends nothing,
   * unless what it repeats was stored and never sent.
   *
   * @param origin what no other message has; the same message delivered twice has the same one
   * @param deadline after which no recipient is begun
   */
  public Reply say(
      Connection speaker, Request.Say say, String origin, Instant receivedAt, Instant deadline) {
    return parts.roomMessages().say(speaker, say, origin, receivedAt, deadline);
  }

  /** Does a fan-out job; what the deadline leaves over is handed on. */
  public void work(FanOutJob job, Instant deadline) {
    parts.worker().work(job, deadline);
  }

  /**
   * Sends a message to one connection in the speaker's room. A repetition sends nothing, unless
   * what it repeats never arrived.
   */
  public Reply direct(
      Connection speaker,
      Request.Direct request,
      String origin,
      Instant receivedAt,
      Instant deadline) {
    return parts.directMessages().send(speaker, request, origin, receivedAt, deadline);
  }

  /** A page of the room's history. */
  public Reply history(Connection reader, Request.History request) {
    return parts.roomHistory().page(reader, request);
  }

  /** Who is in the room. */
  public Reply people(Connection asker) {
    return parts.membership().people(asker);
  }

  /** Calls a connection something else from now on and tells the room. */
  public Reply rename(Connection connection, String name) {
    return parts.membership().rename(connection, name);
  }

  /** Ends connections that no one saw end; returns how many. */
  public int reap(Instant deadline) {
    return parts.expired().end(deadline);
  }

  public Reply ping() {
    return new Reply.Pong(parts.clock().instant());
  }

  /**
   * Sends frames to one connection, in order, up to the first that does not reach it.
   *
   * @return false if a connection that is there missed one
   */
  public boolean push(Connection connection, List<String> frames, Instant deadline) {
    return frames.stream()
        .allMatch(frame -> parts.directMessages().push(connection, frame, deadline));
  }

  @Override
  public void close() {
    try {
      resources.close();
    } catch (Exception e) { // AutoCloseable declares no narrower type
      throw new IllegalStateException("the backend's clients did not close", e);
    }
  }
}
