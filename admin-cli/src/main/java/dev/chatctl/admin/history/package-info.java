/** The verbs about what was said, who was there, and how much is going on. */
@NullMarked
package dev.chatctl.admin.history;

import org.jspecify.annotations.NullMarked;
