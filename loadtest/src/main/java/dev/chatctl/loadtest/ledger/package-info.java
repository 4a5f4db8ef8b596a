/**
 * Who received what, and when. A recipient is written by one thread only, the event loop its socket
 * lives on; a lane gathers what all sockets of one event loop saw; the ledger adds the lanes up.
 */
@NullMarked
package dev.chatctl.loadtest.ledger;

import org.jspecify.annotations.NullMarked;
