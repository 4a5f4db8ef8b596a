/**
 * What a room of so many members costs and where its first limit is, by arithmetic on the constants
 * that the rest of this code works with.
 */
@NullMarked
package dev.chatctl.core.capacity;

import org.jspecify.annotations.NullMarked;
