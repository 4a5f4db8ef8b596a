/**
 * The run itself on Gatling's injector and HTTP engine: virtual users that listen, publish or read
 * the history, and the phases of a run: connecting, warm-up, measuring, draining. Gatling's
 * internal classes are used here and nowhere else; they are pinned to one version.
 */
@NullMarked
package dev.chatctl.loadtest.injector;

import org.jspecify.annotations.NullMarked;
