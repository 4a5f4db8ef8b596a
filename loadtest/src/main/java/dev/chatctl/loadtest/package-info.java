/**
 * Load test of a broadcast: how fast, and how surely, one message reaches everybody. {@link
 * dev.chatctl.loadtest.LoadTest} is the entry point; {@code plan} says what to do, {@code injector}
 * does it, {@code ledger} accounts for every (message, recipient), {@code stats} watches, {@code
 * report} tells.
 */
@NullMarked
package dev.chatctl.loadtest;

import org.jspecify.annotations.NullMarked;
