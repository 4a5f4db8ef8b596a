/**
 * CloudWatch's metrics of the running stack: those the handlers embed in their log lines, and those
 * that AWS's services would send, kept second by second and told over HTTP.
 */
@NullMarked
package dev.chatctl.local.metrics;

import org.jspecify.annotations.NullMarked;
