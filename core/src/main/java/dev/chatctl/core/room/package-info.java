/**
 * Who is where: rooms, the connections in them and the sessions they leave behind. Connections are
 * kept by room and shard so that reading the recipients of a message never touches another room.
 */
@NullMarked
package dev.chatctl.core.room;

import org.jspecify.annotations.NullMarked;
