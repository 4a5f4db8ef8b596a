/**
 * Rows in the formats people and programs read. A verb says which columns its rows have; the
 * format, the choice of columns, the query and the terminal's width are decided here.
 */
@NullMarked
package dev.chatctl.cli.output;

import org.jspecify.annotations.NullMarked;
