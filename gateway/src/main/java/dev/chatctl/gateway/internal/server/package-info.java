/** The listening socket, and the HTTP requests that come in by it. */
@NullMarked
package dev.chatctl.gateway.internal.server;

import org.jspecify.annotations.NullMarked;
