package dev.chatctl.gateway.invoke;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Request ids in UUID form. Not secrets, so they need no secure randomness on the hot path. */
public final class Uuids {
  private Uuids() {}

  /** A version 4 UUID as text. */
  public static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
