/**
 * CloudWatch dashboards as data: the files are filled in with a deployment's names exactly as
 * Terraform does it, then checked, or drawn from the metrics of the local stack.
 */
@NullMarked
package dev.chatctl.dashboard;

import org.jspecify.annotations.NullMarked;
