/**
 * A broadcast server with next to no cost and faults on demand: the floor of the instrument, and
 * the proof that its accounting reports exactly what happened.
 */
@NullMarked
package dev.chatctl.loadtest.calibration;

import org.jspecify.annotations.NullMarked;
