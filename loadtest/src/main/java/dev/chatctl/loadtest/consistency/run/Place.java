package dev.chatctl.loadtest.consistency.run;

/**
 * Where to go on from; chats without positions have the ids of messages.
 *
 * @param member of the request that asks for what comes after it
 * @param since when it was given, by the recorder's clock
 */
record Place(String member, String value, long since) {}
