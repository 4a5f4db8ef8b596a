/** Simulations for {@code mvn gatling:test}; the command line needs none of them. */
@NullMarked
package dev.chatctl.loadtest.simulation;

import org.jspecify.annotations.NullMarked;
