package dev.chatctl.loadtest.wire;

import dev.chatctl.description.Meaning;
import io.netty.buffer.ByteBuf;

/**
 * What a frame says.
 *
 * @param texts of the messages in it, one after the other, or the frame that they are somewhere in
 */
public record Interpretation(ByteBuf texts, Meaning meaning) {}
