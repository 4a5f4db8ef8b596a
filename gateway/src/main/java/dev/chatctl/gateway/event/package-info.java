/**
 * The events a route's function receives and the ids in them. Shapes and key order are those of the
 * live service; a field that does not apply is absent, never null.
 */
@NullMarked
package dev.chatctl.gateway.event;

import org.jspecify.annotations.NullMarked;
