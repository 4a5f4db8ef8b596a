/**
 * Who received what, and when. A listener's account is written by one thread only, the event loop
 * its socket lives on; a loop's gathers what all sockets of it saw; the ledger adds them up.
 */
@NullMarked
package dev.chatctl.loadtest.ledger;

import org.jspecify.annotations.NullMarked;
