/**
 * Talking to a chat: {@code chat} for a person or a pipe, {@code demo chat} for a scripted
 * conversation. Only these verbs load a WebSocket client, and only a prompt loads a line editor.
 */
@NullMarked
package dev.chatctl.admin.chat;

import org.jspecify.annotations.NullMarked;
