/**
 * What Gatling starts: simulations of one's own, and the scenarios of {@code chatctl loadtest} as
 * they are. The command line needs none of them.
 */
@NullMarked
package dev.chatctl.loadtest.simulation;

import org.jspecify.annotations.NullMarked;
