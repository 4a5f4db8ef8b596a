/** ServiceIds and times as text, in the forms of the live service. */
@NullMarked
package dev.chatctl.gateway.internal.text;

import org.jspecify.annotations.NullMarked;
