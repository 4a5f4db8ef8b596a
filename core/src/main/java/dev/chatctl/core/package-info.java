/** The language of the system. */
@NullMarked
package dev.chatctl.core;

import org.jspecify.annotations.NullMarked;
