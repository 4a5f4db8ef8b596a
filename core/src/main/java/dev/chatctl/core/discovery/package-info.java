/**
 * How a command finds the chat that {@code chatctl local} runs: a file that only this user can read
 * and that lives as long as the stack.
 */
@NullMarked
package dev.chatctl.core.discovery;

import org.jspecify.annotations.NullMarked;
