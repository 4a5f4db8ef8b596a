/**
 * What a command of ours is: the streams and the clock it may touch, the options that mean the same
 * everywhere, exit codes, Ctrl-C, and the one place that turns a failure into a line of text.
 * {@link Program} is where one begins.
 */
@NullMarked
package dev.chatctl.cli;

import org.jspecify.annotations.NullMarked;
