/** Rates that can be limited, off by default; {@code Limits.AWS} turns on those of the service. */
@NullMarked
package dev.chatctl.gateway.limit;

import org.jspecify.annotations.NullMarked;
