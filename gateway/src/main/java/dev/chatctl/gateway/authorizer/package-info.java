/**
 * Who may connect: REQUEST authorizers, and the IAM policies that they, and signed requests, are
 * judged by. AWS: only {@code $connect} is ever authorized.
 */
@NullMarked
package dev.chatctl.gateway.authorizer;

import org.jspecify.annotations.NullMarked;
