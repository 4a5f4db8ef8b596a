/**
 * Whether runs differ from earlier ones of the same plan, or only by chance, when what was measured
 * hangs together in time.
 */
@NullMarked
package dev.chatctl.loadtest.comparison;

import org.jspecify.annotations.NullMarked;
