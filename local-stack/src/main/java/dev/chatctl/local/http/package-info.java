/**
 * What the stack's own endpoints have in common: each is an HTTP server on loopback, with a thread
 * for every request, that is deaf to other sites, reads no body without a bound and is closed with
 * the stack.
 */
@NullMarked
package dev.chatctl.local.http;

import org.jspecify.annotations.NullMarked;
