package dev.chatctl.loadtest.consistency.run;

import dev.chatctl.loadtest.consistency.Facts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The chat that is checked. */
public interface CheckedChat {
  /** Where clients connect to. */
  URI url();

  /**
   * Who a client is. Two users each have names and client ids that are alike once they are strung
   * together.
   */
  default String user(int number) {
    return "u" + number / 2 + (number % 2 == 0 ? "" : "#x");
  }

  /** What a client proves with who it is; empty where it comes as a guest. */
  Optional<String> token(String user) throws IOException, InterruptedException;

  /** Rooms of a few shards, of which each client is put into one. */
  List<String> rooms();

  /** Begins to make things go wrong. */
  void trouble() throws IOException, InterruptedException;

  /** Ends all that. */
  void peace() throws IOException, InterruptedException;

  /** How long a message may be on its way; empty if what goes wrong may cost live frames. */
  Optional<Duration> toldWithin();

  /** What the tables hold of these rooms; empty where nobody may read them. */
  Optional<Facts> facts();
}
