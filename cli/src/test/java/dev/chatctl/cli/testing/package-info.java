/** What tests need that is no part of Maven or a JDK, and how they do without. */
@NullMarked
package dev.chatctl.cli.testing;

import org.jspecify.annotations.NullMarked;
