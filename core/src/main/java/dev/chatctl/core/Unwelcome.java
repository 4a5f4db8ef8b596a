package dev.chatctl.core;

import dev.chatctl.core.moderation.Moderation;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.moderation.Origin;
import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Who may not stay: they are told nothing, and the next broadcast ends their connections. */
record Unwelcome(Moderation moderation) {
  /** Why somebody in a room may not stay; empty for all others. */
  Function<Recipient, Optional<EvictionReason>> in(String room, Instant now) {
    Predicate<Origin> banned = moderation.forbidden(ModerationRule.Kind.BAN, room);
    return one -> {
      if (one.isOver(now)) {
        return Optional.of(EvictionReason.TOKEN_EXPIRED);
      }
      return banned.test(one.origin()) ? Optional.of(EvictionReason.BANNED) : Optional.empty();
    };
  }
}
