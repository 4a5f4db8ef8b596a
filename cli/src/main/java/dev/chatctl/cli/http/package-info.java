/**
 * What commands serve on this machine: HTTP on loopback, with a thread for every request, deaf to
 * other sites, with no body read without a bound.
 */
@NullMarked
package dev.chatctl.cli.http;

import org.jspecify.annotations.NullMarked;
