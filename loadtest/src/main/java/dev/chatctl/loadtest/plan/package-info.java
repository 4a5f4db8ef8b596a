/** What a run is to do: counts, rates and bounds, checked as a whole before anything is started. */
@NullMarked
package dev.chatctl.loadtest.plan;

import org.jspecify.annotations.NullMarked;
