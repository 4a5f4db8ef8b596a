/**
 * Draws the dashboards in a browser from the metrics of the running local stack or of a recorded
 * run, at their real layout, before there is any AWS account.
 */
@NullMarked
package dev.chatctl.dashboard.preview;

import org.jspecify.annotations.NullMarked;
