/**
 * JSON as plain values over a streaming parser: no data binding and no reflection, because both
 * cost more in a cold start than everything else a handler does.
 */
@NullMarked
package dev.chatctl.core.json;

import org.jspecify.annotations.NullMarked;
