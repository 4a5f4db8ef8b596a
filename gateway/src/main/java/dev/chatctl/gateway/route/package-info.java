/**
 * What an API is made of: its routes, the expression that picks one for a message, and the names a
 * deployment has. Immutable descriptions only; nothing here opens a socket.
 */
@NullMarked
package dev.chatctl.gateway.route;

import org.jspecify.annotations.NullMarked;
