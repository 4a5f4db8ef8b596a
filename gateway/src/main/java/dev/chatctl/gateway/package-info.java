/**
 * An API Gateway WebSocket API in this process: {@link dev.chatctl.gateway.Gateway} serves a {@link
 * dev.chatctl.gateway.route.WebSocketApi} on a loopback socket. Event loops only parse, encode and
 * route; every function runs on a virtual thread. The packages beside {@code internal} are the
 * public API.
 */
@NullMarked
package dev.chatctl.gateway;

import org.jspecify.annotations.NullMarked;
