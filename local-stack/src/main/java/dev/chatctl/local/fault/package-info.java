/**
 * What goes wrong between the functions and the services they use: their tables, their queue, their
 * own lives. Faults of the gateway are the gateway's.
 */
@NullMarked
package dev.chatctl.local.fault;

import org.jspecify.annotations.NullMarked;
