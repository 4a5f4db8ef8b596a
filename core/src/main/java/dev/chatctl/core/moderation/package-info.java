/** What operators forbid, and what they did. */
@NullMarked
package dev.chatctl.core.moderation;

import org.jspecify.annotations.NullMarked;
