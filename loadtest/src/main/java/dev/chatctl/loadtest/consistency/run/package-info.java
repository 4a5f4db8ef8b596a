/**
 * Makes a history: clients that talk, leave, come back, repeat, page and resume, each by a script
 * of its own, against a chat in which things may be made to go wrong meanwhile.
 */
@NullMarked
package dev.chatctl.loadtest.consistency.run;

import org.jspecify.annotations.NullMarked;
