/**
 * The queues of the definition on this machine: ElasticMQ speaks SQS, and an event source mapping
 * hands what is queued to its function, as Lambda's pollers do on AWS.
 */
@NullMarked
package dev.chatctl.local.queue;

import org.jspecify.annotations.NullMarked;
