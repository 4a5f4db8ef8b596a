/** Verbs that forbid, and that tell what operators did. */
@NullMarked
package dev.chatctl.admin.moderation;

import org.jspecify.annotations.NullMarked;
