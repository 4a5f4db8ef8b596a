/**
 * What every verb shares: the streams and clock it may touch, the options that mean the same
 * everywhere, the exit codes, and the one place that turns a failure into a line of text.
 */
@NullMarked
package dev.chatctl.admin.cli;

import org.jspecify.annotations.NullMarked;
