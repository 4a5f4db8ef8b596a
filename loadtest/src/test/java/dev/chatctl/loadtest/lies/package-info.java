/**
 * A chat server that lies, with books of its own, and what the load test makes of each lie. It is
 * made of plain sockets and shares no code with the load test: what it writes down is the truth
 * that a verdict has to agree with.
 */
@NullMarked
package dev.chatctl.loadtest.lies;

import org.jspecify.annotations.NullMarked;
