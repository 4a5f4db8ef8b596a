/**
 * The filter patterns of CloudWatch Logs: terms, conditions on the members of JSON lines, and
 * conditions on the words of a line.
 */
@NullMarked
package dev.chatctl.local.logs.pattern;

import org.jspecify.annotations.NullMarked;
