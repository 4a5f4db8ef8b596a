/**
 * What travels: the request a publisher sends and the marker in its text by which a delivery is
 * known. The marker survives any envelope that keeps the text verbatim, so nothing here parses
 * JSON.
 */
@NullMarked
package dev.chatctl.loadtest.wire;

import org.jspecify.annotations.NullMarked;
