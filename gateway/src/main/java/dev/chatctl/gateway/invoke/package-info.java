/**
 * How a route reaches its code: a function takes the bytes of an event and gives the bytes of a
 * result or a typed failure. Adapters run Java handlers in this JVM the way the managed runtime
 * does.
 */
@NullMarked
package dev.chatctl.gateway.invoke;

import org.jspecify.annotations.NullMarked;
