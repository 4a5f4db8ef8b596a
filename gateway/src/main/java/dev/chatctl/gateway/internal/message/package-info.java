/** A client's message, from its frames to the answer. */
@NullMarked
package dev.chatctl.gateway.internal.message;

import org.jspecify.annotations.NullMarked;
