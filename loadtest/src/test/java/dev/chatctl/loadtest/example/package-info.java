/** What the documents show of simulations of one's own. */
@NullMarked
package dev.chatctl.loadtest.example;

import org.jspecify.annotations.NullMarked;
