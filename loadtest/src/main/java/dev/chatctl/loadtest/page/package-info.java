/**
 * The report as one HTML file that needs nothing else: data, charts and styles inlined, readable
 * offline and on a phone. Java prepares the numbers, the page's own script draws them.
 */
@NullMarked
package dev.chatctl.loadtest.page;

import org.jspecify.annotations.NullMarked;
