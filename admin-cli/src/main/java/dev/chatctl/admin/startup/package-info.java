/**
 * Run by the build, not by commands: prepares what lets commands start fast. The JVM keeps an
 * archive of the classes that a training run loaded; picocli is compiled anew first, since the
 * archive takes no classes as old as those it is published with.
 */
@NullMarked
package dev.chatctl.admin.startup;

import org.jspecify.annotations.NullMarked;
