/**
 * Which chat a command works on: the local stack, a context that the operator named, or what
 * options and environment say. Every value knows where it comes from.
 */
@NullMarked
package dev.chatctl.admin.target;

import org.jspecify.annotations.NullMarked;
