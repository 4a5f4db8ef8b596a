/** A call of {@code @connections}, from its signature to the answer. */
@NullMarked
package dev.chatctl.gateway.internal.management;

import org.jspecify.annotations.NullMarked;
