package dev.chatctl.admin.setup;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.cli.CliException;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.room.RoomState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Whether what rooms' rows say of their members is so. They are counted now and then, so a few off
 * is nothing; far off decides wrongly which rooms go through the queue.
 */
final class Counts {
  /** Looking must not cost more than the look is worth. */
  private static final int MOST_ROOMS = 25;

  private static final int MOST_MEMBERS = 2_000;
  private static final int FEW = 5;

  private Counts() {}

  /** A failed check if a count is far off. */
  static Optional<Check> check(Aws aws) {
    var wrong = new ArrayList<String>();
    try {
      Census census = aws.census();
      Iterator<RoomState> rooms = census.rooms();
      for (int i = 0; i < MOST_ROOMS && rooms.hasNext(); i++) {
        RoomState room = rooms.next();
        long listed = count(census.connections(room.room()));
        if (listed <= MOST_MEMBERS && isFarOff(room.members(), listed)) {
          wrong.add("%s says %d, has %d".formatted(room.room(), room.members(), listed));
        }
      }
    } catch (SdkException | CliException e) {
      return Optional.empty(); // the checks of the tables say why
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(failed(wrong));
  }

  private static Check failed(List<String> wrong) {
    return Check.failed(
        "counts",
        "members of rooms: " + String.join("; ", wrong),
        "the reaper counts every 15 minutes; chatctl logs reaper shows whether it runs");
  }

  private static boolean isFarOff(long counted, long listed) {
    return Math.abs(counted - listed) > Math.max(FEW, listed / 10);
  }

  private static long count(Iterator<ConnectionRow> rows) {
    long count = 0;
    while (rows.hasNext() && count <= MOST_MEMBERS) {
      rows.next();
      count++;
    }
    return count;
  }
}
