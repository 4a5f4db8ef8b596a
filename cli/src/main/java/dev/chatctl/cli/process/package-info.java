/** Other processes that work for a command, awaited for as long as they show signs of life. */
@NullMarked
package dev.chatctl.cli.process;

import org.jspecify.annotations.NullMarked;
