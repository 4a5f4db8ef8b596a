/**
 * The configuration of a deployment, read from the environment; all problems are reported at once.
 */
@NullMarked
package dev.chatctl.core.settings;

import org.jspecify.annotations.NullMarked;
