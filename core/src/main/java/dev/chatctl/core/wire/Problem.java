package dev.chatctl.core.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a request was refused.
 *
 * @param detail value and rule, never the client's words
 * @param clientMessageId the request's, if it was understood that far
 */
public record Problem(Code code, String detail, Optional<String> clientMessageId) {

  /** What all are told whose request meets {@link Code#UNAVAILABLE}. */
  public static final Problem UNAVAILABLE =
      of(Code.UNAVAILABLE, "storage: unavailable (expected: try again)");

  /** What a client is told whose connection has been given up. */
  public static final Problem CLOSED =
      of(Code.CLOSED, "connection: given up (expected: connect again)");

  /** What a client is told whose token has expired. */
  public static final Problem TOKEN_EXPIRED =
      of(Code.EXPIRED, "token: expired (expected: connect again with a new one)");

  /** What is told whoever would be called what somebody else is called. */
  public static final Problem NAME_TAKEN =
      of(Code.NAME_TAKEN, "name: taken (expected: one that looks like nobody else's here)");

  /** What the banned are told. */
  public static final Problem BANNED =
      of(Code.BANNED, "connection: banned (expected: ask an operator)");

  /** What the muted are told who talk. */
  public static final Problem MUTED = of(Code.MUTED, "sender: muted (expected: listen only)");

  public static Problem of(Code code, String detail) {
    return new Problem(code, detail, Optional.empty());
  }

  /** The same of a request with this id. */
  public Problem about(Optional<String> messageId) {
    return new Problem(code, detail, messageId);
  }

  /**
   * The rules a request can break, and what can break on our side; part of the envelope dialect.
   */
  public enum Code {
    NOT_JSON,
    UNKNOWN_ACTION,
    WRONG_TYPE,
    AMBIGUOUS,
    EMPTY,
    TOO_LONG,
    BAD_CHARACTERS,
    OUT_OF_RANGE,
    RATE_LIMITED,
    EXPIRED,
    /** Not in the sender's role. */
    FORBIDDEN,
    /** A token that is not good, or another's. */
    TOKEN_REFUSED,
    NAME_TAKEN,
    NOT_FOUND,
    UNDELIVERED,
    CLOSED,
    BANNED,
    MUTED,
    /** Ours: the tables or the queue cannot be reached. */
    UNAVAILABLE;

    /** What the access log shows. */
    int status() {
      return this == UNAVAILABLE ? 500 : 400;
    }

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
