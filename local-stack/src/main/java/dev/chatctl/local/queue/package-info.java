/**
 * The queues of the definition on this machine, to which functions send as to SQS, and an event
 * source mapping that hands what is queued to its function, as Lambda's pollers do on AWS.
 */
@NullMarked
package dev.chatctl.local.queue;

import org.jspecify.annotations.NullMarked;
