/** {@link dev.chatctl.gateway.limit.Limits} at work. */
@NullMarked
package dev.chatctl.gateway.internal.limit;

import org.jspecify.annotations.NullMarked;
