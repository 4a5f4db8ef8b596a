package dev.chatctl.loadtest.drive;

/** A connection besides the listeners', which a run cannot do without. */
interface Companion {
  /** What it is, as in "a publisher". */
  String role();

  /** Whether it has a socket. */
  Lifeline lifeline();

  /** Closes the socket for good. */
  void dismiss();
}
