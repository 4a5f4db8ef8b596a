/** The verbs that set chatctl up: contexts, a check of everything it needs, completion. */
@NullMarked
package dev.chatctl.admin.setup;

import org.jspecify.annotations.NullMarked;
