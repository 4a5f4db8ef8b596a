package dev.chatctl.admin.chat;

import java.time.Duration;

/**
 * How to talk.
 *
 * @param raw send and show frames as they are
 * @param ping how often to keep the connection from idling out; AWS closes it after ten minutes
 * @param linger how long to wait for answers once there is nothing more to say
 */
record ChatSettings(String url, boolean raw, boolean reconnect, Duration ping, Duration linger) {}
