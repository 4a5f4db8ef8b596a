/**
 * The whole backend on one machine: DynamoDB Local, the gateway emulator and the handlers that
 * deploy to Lambda, wired as infra/chat-api.json says. Everything binds to loopback and lives in
 * memory; closing the stack leaves nothing behind.
 */
@NullMarked
package dev.chatctl.local;

import org.jspecify.annotations.NullMarked;
