/** A Maven project for a load test of one's own. */
@NullMarked
package dev.chatctl.loadtest.project;

import org.jspecify.annotations.NullMarked;
