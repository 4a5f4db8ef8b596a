package dev.chatctl.core.message;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do in a room; each may do what those before it may. */
public enum Role {
  /** Hear and look up what is said, and who is there. */
  READ,
  /** Say something too, to the room and to its members, and choose a name. */
  WRITE,
  /** Take back what others said. */
  MODERATE;

  /** What somebody may do of whom nothing else is said. */
  public static final Role USUAL = WRITE;

  /** The role of this name, as tokens and tables have it. */
  public static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(name)).findFirst();
  }

  /** All names, the least first. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Role::wireName).toList();
  }

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
