package dev.chatctl.loadtest.ledger;

/** What one arriving frame means to its recipient. */
enum Receipt {
  /** First sight, and nothing newer of that publisher was seen before. */
  IN_ORDER,
  /** First sight, but its sequence is lower than the highest already seen of that publisher. */
  REORDERED,
  /** Seen before. */
  DUPLICATE
}
