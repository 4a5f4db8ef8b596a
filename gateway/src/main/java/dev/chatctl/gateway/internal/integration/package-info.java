/** Calls of functions: the event that is written, the time limit, what the result comes to. */
@NullMarked
package dev.chatctl.gateway.internal.integration;

import org.jspecify.annotations.NullMarked;
