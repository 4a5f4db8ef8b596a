/** {@code chatctl dashboard}: its verbs, their options and exit codes. */
@NullMarked
package dev.chatctl.dashboard.command;

import org.jspecify.annotations.NullMarked;
