/**
 * One frame to many connections: bounded concurrency, retries with jitter, and an exact account of
 * what became of every recipient. No recipient can stop the others.
 */
@NullMarked
package dev.chatctl.core.fanout;

import org.jspecify.annotations.NullMarked;
