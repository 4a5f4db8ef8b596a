/**
 * Run by the build, not by commands: prepares what lets commands start fast. The JVM keeps an
 * archive of the classes that a training run loaded.
 */
@NullMarked
package dev.chatctl.admin.startup;

import org.jspecify.annotations.NullMarked;
