package dev.chatctl.admin.described;

import dev.chatctl.core.message.Message;
import java.util.List;

/**
 * A message of a chat that is not ours; it has no place in our order.
 *
 * @param message what does not say when is as old as can be
 * @param unreadable what its row says that cannot be read, for people
 */
public record DescribedMessage(Message message, List<String> unreadable) {}
