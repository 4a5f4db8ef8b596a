/**
 * What is left after a run: the summary for people, the summary for tools, histograms and tables.
 */
@NullMarked
package dev.chatctl.loadtest.report;

import org.jspecify.annotations.NullMarked;
