/**
 * chatctl's verbs for operators: one class a verb, gathered by {@link dev.chatctl.admin.Root}. A
 * verb reads options, asks core and prints rows; everything outside the process reaches it through
 * its {@link dev.chatctl.cli.Invocation}.
 */
@NullMarked
package dev.chatctl.admin;

import org.jspecify.annotations.NullMarked;
