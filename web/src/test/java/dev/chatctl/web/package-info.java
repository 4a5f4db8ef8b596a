/**
 * The chat page in a real browser, over a real local stack in a process of its own. Where there is
 * no Chromium these tests are skipped and say so.
 */
@NullMarked
package dev.chatctl.web;

import org.jspecify.annotations.NullMarked;
