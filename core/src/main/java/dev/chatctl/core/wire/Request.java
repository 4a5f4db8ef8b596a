package dev.chatctl.core.wire;

import dev.chatctl.core.message.Role;
import java.util.Optional;

/** What a client asks for, whatever its dialect. */
public sealed interface Request {
  /** The client's own id for it, if it gave one and the id breaks no rule. */
  default Optional<String> clientMessageId() {
    return Optional.empty();
  }

  /** The role that it takes. */
  default Role needs() {
    return switch (this) {
      case Say say -> Role.WRITE;
      case Direct direct -> Role.WRITE;
      case Rename rename -> Role.WRITE;
      case Delete delete -> Role.MODERATE;
      default -> Role.READ;
    };
  }

  /**
   * Say something to the room.
   *
   * @param clientMessageId the client's own id for it; saying it again with the same id says
   *     nothing
   */
  record Say(String text, Optional<String> clientMessageId) implements Request {}

  /** Whether others are to hear or see it. */
  default boolean talks() {
    return this instanceof Say || this instanceof Direct || this instanceof Rename;
  }

  /**
   * Say something to one connection.
   *
   * @param to its id
   */
  record Direct(String to, String text, Optional<String> clientMessageId) implements Request {}

  /**
   * Read the room's history.
   *
   * @param limit how many messages at most
   */
  record History(From from, int limit) implements Request {
    /** Where to read. */
    public sealed interface From {}

    /** The newest. */
    public record Newest() implements From {}

    /** What is older than a page. */
    public record Before(String cursor) implements From {}

    /** What comes after a message. */
    public record After(String messageId) implements From {}

    /** What a reader misses. */
    public record Resume(String position) implements From {}
  }

  /**
   * Ask who is in the room.
   *
   * @param after where a page of them starts, as the one before told
   */
  record Who(Optional<String> after) implements Request {}

  /** Be called something else from now on. */
  record Rename(String name) implements Request {}

  /**
   * Stay with another token of the same user.
   *
   * @param token a secret: never logged, and not part of {@code toString}
   */
  record Token(String token) implements Request {
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /** Take back what somebody said to the room. */
  record Delete(String messageId) implements Request {}

  /** Prove that the server is there. */
  record Ping() implements Request {}

  /** Not a request of this dialect. */
  record Unknown() implements Request {}

  /** A request that breaks a rule. */
  record Invalid(Problem problem) implements Request {
    @Override
    public Optional<String> clientMessageId() {
      return problem.clientMessageId();
    }
  }
}
