/**
 * CloudWatch Logs on this machine: groups, streams and events in memory, behind the protocol that
 * the AWS SDKs speak (JSON 1.1, and an event stream for live tail). Fed by the functions' log
 * lines.
 */
@NullMarked
package dev.chatctl.local.logs;

import org.jspecify.annotations.NullMarked;
