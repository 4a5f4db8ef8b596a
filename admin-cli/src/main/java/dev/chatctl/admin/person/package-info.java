/** What is kept of one person: to see it, and to erase it. */
@NullMarked
package dev.chatctl.admin.person;

import org.jspecify.annotations.NullMarked;
