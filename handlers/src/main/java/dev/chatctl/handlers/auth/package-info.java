/**
 * Who may connect: tokens verified by Nimbus JOSE, guests and browser origins by setting. The
 * answer is the IAM policy that API Gateway evaluates.
 */
@NullMarked
package dev.chatctl.handlers.auth;

import org.jspecify.annotations.NullMarked;
