/** One grammar for each kind of value that people type: lengths and points of time, rates. */
@NullMarked
package dev.chatctl.cli.value;

import org.jspecify.annotations.NullMarked;
