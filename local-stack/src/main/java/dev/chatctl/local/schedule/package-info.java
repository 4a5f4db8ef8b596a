/**
 * What EventBridge does on AWS: invokes functions at the rate their definition gives, with the
 * event it sends.
 */
@NullMarked
package dev.chatctl.local.schedule;

import org.jspecify.annotations.NullMarked;
