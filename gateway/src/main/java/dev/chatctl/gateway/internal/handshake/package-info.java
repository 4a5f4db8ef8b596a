/** A handshake, from its first check to the 101 or the refusal. */
@NullMarked
package dev.chatctl.gateway.internal.handshake;

import org.jspecify.annotations.NullMarked;
