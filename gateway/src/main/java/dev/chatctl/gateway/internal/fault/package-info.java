/** {@link dev.chatctl.gateway.fault.Faults} at work. */
@NullMarked
package dev.chatctl.gateway.internal.fault;

import org.jspecify.annotations.NullMarked;
