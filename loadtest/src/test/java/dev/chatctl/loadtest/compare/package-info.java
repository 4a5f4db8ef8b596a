/**
 * The instrument beside its peers. {@code loadtest/compare/run} starts {@link
 * dev.chatctl.loadtest.compare.PeerComparison}; no test and no command of ours needs any of it.
 */
@NullMarked
package dev.chatctl.loadtest.compare;

import org.jspecify.annotations.NullMarked;
