/**
 * The run itself on Gatling's injector and HTTP engine: sockets that stamp arrivals, publishers
 * that keep their own schedule, and the conductor that leads both through the phases of a run.
 * Gatling's internal classes are used here and nowhere else; they are pinned to one version.
 */
@NullMarked
package dev.chatctl.loadtest.drive;

import org.jspecify.annotations.NullMarked;
