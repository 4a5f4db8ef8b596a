/**
 * What travels over a socket. A dialect says what a client may send and what it receives; clients
 * of different dialects share a room.
 */
@NullMarked
package dev.chatctl.core.wire;

import org.jspecify.annotations.NullMarked;
