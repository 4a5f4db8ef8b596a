/** A broadcast server with next to no cost: the floor of the instrument. */
@NullMarked
package dev.chatctl.loadtest.calibration;

import org.jspecify.annotations.NullMarked;
