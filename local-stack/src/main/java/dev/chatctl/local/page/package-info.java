/**
 * The chat page as a local stack serves it, with what only a local stack has: its addresses, a
 * token issuer for development and the operator's view.
 */
@NullMarked
package dev.chatctl.local.page;

import org.jspecify.annotations.NullMarked;
