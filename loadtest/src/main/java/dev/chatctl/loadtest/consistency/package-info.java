/**
 * Whether a chat kept its promises, judged from outside. What clients asked for, were answered and
 * heard is a {@link dev.chatctl.loadtest.consistency.History}: operations with the times between
 * which each took effect, those of unknown outcome included. Checks are functions of a history, and
 * show each violation with the few events that prove it.
 */
@NullMarked
package dev.chatctl.loadtest.consistency;

import org.jspecify.annotations.NullMarked;
