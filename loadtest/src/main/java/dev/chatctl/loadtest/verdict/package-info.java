/**
 * The judgement of a run: objectives met or missed, and what has changed since an earlier run, for
 * people, for CI and for the exit code.
 */
@NullMarked
package dev.chatctl.loadtest.verdict;

import org.jspecify.annotations.NullMarked;
