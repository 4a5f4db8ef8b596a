/**
 * The verb {@code logs}: several log groups as one stream, merged by time. Following re-reads a
 * little of what was read before and drops what was shown, so that a line that arrives late is
 * neither missed nor shown twice.
 */
@NullMarked
package dev.chatctl.admin.logs;

import org.jspecify.annotations.NullMarked;
