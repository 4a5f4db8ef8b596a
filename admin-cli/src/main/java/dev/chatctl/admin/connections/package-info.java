/**
 * The verbs about connections: who is there, one of them, a message to some, an end to some. They
 * choose connections by the same filters and tell the same way what became of each.
 */
@NullMarked
package dev.chatctl.admin.connections;

import org.jspecify.annotations.NullMarked;
