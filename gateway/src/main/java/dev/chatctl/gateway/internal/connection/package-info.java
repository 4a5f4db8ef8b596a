/** Accepted sockets, from the 101 to their {@code $disconnect}. */
@NullMarked
package dev.chatctl.gateway.internal.connection;

import org.jspecify.annotations.NullMarked;
