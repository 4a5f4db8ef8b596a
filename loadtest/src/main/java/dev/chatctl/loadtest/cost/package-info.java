/**
 * What a run would have cost on AWS: units counted from the results, prices and assumptions from
 * one dated file.
 */
@NullMarked
package dev.chatctl.loadtest.cost;

import org.jspecify.annotations.NullMarked;
