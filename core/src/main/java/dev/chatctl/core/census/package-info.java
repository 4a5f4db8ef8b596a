/**
 * What an operator reads: every connection, session and room there is, row by row, across rooms.
 * Reads whole tables where it must, which the chat itself never does.
 */
@NullMarked
package dev.chatctl.core.census;

import org.jspecify.annotations.NullMarked;
