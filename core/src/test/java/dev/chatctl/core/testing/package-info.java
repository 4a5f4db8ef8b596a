/** What tests of several modules share: tables in DynamoDB Local and a callback with faults. */
@NullMarked
package dev.chatctl.core.testing;

import org.jspecify.annotations.NullMarked;
