/**
 * The language of the system: connections, rooms, messages and the way one message reaches a room.
 * {@link dev.chatctl.core.Chat} is what the handlers enter by; the packages below are its parts,
 * and what operators' tools read and post with. Nothing here needs Lambda.
 */
@NullMarked
package dev.chatctl.core;

import org.jspecify.annotations.NullMarked;
