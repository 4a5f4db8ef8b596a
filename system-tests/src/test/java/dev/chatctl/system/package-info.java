/** Tests of the whole: how its parts depend on each other, and what its documents promise. */
@NullMarked
package dev.chatctl.system;

import org.jspecify.annotations.NullMarked;
