/**
 * What is sampled while a run goes on: connections, latencies, the counts of each second and how
 * well this process itself kept up. It knows neither Gatling nor sockets.
 */
@NullMarked
package dev.chatctl.loadtest.stats;

import org.jspecify.annotations.NullMarked;
