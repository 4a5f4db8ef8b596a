/** The language of HTTP that handshakes and management calls share: targets, answers. */
@NullMarked
package dev.chatctl.gateway.internal.http;

import org.jspecify.annotations.NullMarked;
