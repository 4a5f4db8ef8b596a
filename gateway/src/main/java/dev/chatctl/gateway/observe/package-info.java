/**
 * What a gateway tells of itself: one {@link dev.chatctl.gateway.observe.Exchange} for each event
 * and each {@code @connections} call, from which access log, execution log, metrics and the bill
 * are derived in the forms of the live service.
 */
@NullMarked
package dev.chatctl.gateway.observe;

import org.jspecify.annotations.NullMarked;
