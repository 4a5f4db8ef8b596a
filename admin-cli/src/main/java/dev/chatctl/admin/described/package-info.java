/** Tables of chats that are not ours, read as their descriptions lay them out. */
@NullMarked
package dev.chatctl.admin.described;

import org.jspecify.annotations.NullMarked;
