/** Faults on demand for the calibration server: what its accounting is proven with. */
@NullMarked
package dev.chatctl.loadtest.calibration;

import org.jspecify.annotations.NullMarked;
