/**
 * One Lambda entry class a function, each thin: read the event, call core, write the result. The
 * no-argument constructors are what Lambda calls; the others take an assembled backend.
 */
@NullMarked
package dev.chatctl.handlers;

import org.jspecify.annotations.NullMarked;
