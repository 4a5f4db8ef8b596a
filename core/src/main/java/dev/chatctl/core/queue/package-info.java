/**
 * Handing work on: a broadcast to a crowded room becomes one job a shard, which a fan-out worker
 * takes from SQS. A job that is delivered again resumes where it had got to.
 */
@NullMarked
package dev.chatctl.core.queue;

import org.jspecify.annotations.NullMarked;
