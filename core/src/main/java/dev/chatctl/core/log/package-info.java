/**
 * What operators see: one JSON object a line. User text goes through the JSON encoder or not at
 * all; tokens and message bodies never get here.
 */
@NullMarked
package dev.chatctl.core.log;

import org.jspecify.annotations.NullMarked;
