/**
 * The language of the system: connections, rooms, messages and the way one message reaches a room.
 * {@link dev.chatctl.core.Chat} is the one entry point; the packages below are its parts. Nothing
 * here knows about Lambda.
 */
@NullMarked
package dev.chatctl.core;

import org.jspecify.annotations.NullMarked;
