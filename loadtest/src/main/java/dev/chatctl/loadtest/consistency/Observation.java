package dev.chatctl.loadtest.consistency;

import java.util.List;

/** What is known of the run, and can be shown as part of a proof. */
interface Observation {
  /** When each of its ends was seen. */
  List<Entry> entries();
}
