/** What is said: messages, their time-ordered ids and the history that keeps them. */
@NullMarked
package dev.chatctl.core.message;

import org.jspecify.annotations.NullMarked;
