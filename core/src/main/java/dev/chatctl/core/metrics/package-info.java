/**
 * The one list of the metrics this project emits: names, units, dimensions. Handlers and the load
 * test write them, dashboards and alarms may name no others.
 */
@NullMarked
package dev.chatctl.core.metrics;

import org.jspecify.annotations.NullMarked;
