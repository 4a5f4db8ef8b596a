/**
 * AWS signatures of requests: whose they are, whether they are right, and what their signer may do.
 * Off unless a gateway is given {@link dev.chatctl.gateway.signature.Signatures}.
 */
@NullMarked
package dev.chatctl.gateway.signature;

import org.jspecify.annotations.NullMarked;
