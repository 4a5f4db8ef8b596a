/** A gateway for tests: started before them, stopped after them, on a port of its own. */
@NullMarked
package dev.chatctl.gateway.junit;

import org.jspecify.annotations.NullMarked;
