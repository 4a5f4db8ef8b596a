package dev.chatctl.core.moderation;

import dev.chatctl.core.table.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator forbids somebody.
 *
 * @param room where; empty for everywhere
 * @param until when it ends; empty for never
 * @param reason for operators
 */
public record ModerationRule(
    Kind kind,
    Whom whom,
    Optional<String> room,
    Optional<Instant> until,
    Optional<String> reason,
    String madeBy,
    Instant madeAt) {
  /** What is forbidden: to be there, or to talk. */
  public enum Kind {
    BAN,
    MUTE;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Whom it is about: one of the two.
   *
   * @param user as a token says
   */
  public record Whom(Optional<String> user, Optional<AddressRange> addresses) {
    @Override
    public String toString() {
      return user.map(id -> "user#" + id)
          .orElseGet(() -> "address#" + addresses.map(AddressRange::toString).orElse(""));
    }

    /** Whether what is known of them leaves it open. */
    public boolean mayCover(Origin one) {
      return addresses
          .filter(range -> one.addresses().map(from -> from.contains(range)).orElse(true))
          .isPresent();
    }

    /** Whether they are among these, as far as is known where from they are. */
    public boolean covers(Origin one) {
      return user.isPresent()
          ? user.equals(one.user())
          : addresses.isPresent() && one.addresses().filter(addresses.get()::contains).isPresent();
    }
  }

  /** Whether it has not ended. */
  public boolean isInForce(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }

  /** What tells it from others: a second one of the same takes its place. */
  public String id() {
    return kind.wireName() + "#" + room.orElse("") + "#" + whom;
  }

  static ModerationRule of(Row row) {
    return new ModerationRule(
        Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
        new Whom(row.optionalText("user"), row.optionalText("address").flatMap(AddressRange::read)),
        row.optionalText("room"),
        row.optionalTime("until"),
        row.optionalText("reason"),
        row.text("made_by"),
        row.time("made_at"));
  }

  Row row() {
    Row row =
        Row.of("id", id())
            .with("kind", kind.wireName())
            .with("user", whom.user())
            .with("address", whom.addresses().map(AddressRange::toString))
            .with("room", room)
            .with("reason", reason)
            .with("made_by", madeBy)
            .with("made_at", madeAt);
    return until
        .map(end -> row.with("until", end).with("expires_at", end.getEpochSecond() + 1))
        .orElse(row);
  }
}
