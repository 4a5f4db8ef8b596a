/**
 * What the backend asks of its tables, whoever keeps them: rows of texts and numbers, and the seven
 * operations that are used. What cannot be sent cannot be said.
 */
@NullMarked
package dev.chatctl.core.table;

import org.jspecify.annotations.NullMarked;
