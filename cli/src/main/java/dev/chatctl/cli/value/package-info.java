/**
 * One grammar for each kind of value that people type: numbers, lengths and points of time, sizes,
 * rates.
 */
@NullMarked
package dev.chatctl.cli.value;

import org.jspecify.annotations.NullMarked;
