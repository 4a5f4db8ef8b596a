/**
 * What a tool needs to know of a chat: how its clients speak, and where its backend keeps who is
 * connected. A description is a file; the load test and the operator's verbs read the same one.
 */
@NullMarked
package dev.chatctl.description;

import org.jspecify.annotations.NullMarked;
