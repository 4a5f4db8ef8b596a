/**
 * Whether a measured number has changed, when what was measured hangs together in time. Pure
 * functions of numbers; nothing here knows what they are of.
 */
@NullMarked
package dev.chatctl.loadtest.statistics;

import org.jspecify.annotations.NullMarked;
