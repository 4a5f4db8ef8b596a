/** The command line: options, checks, exit codes, and the child process that a demo starts. */
@NullMarked
package dev.chatctl.loadtest.cli;

import org.jspecify.annotations.NullMarked;
