/** The one place that builds AWS clients: asynchronous, over one CRT connection pool. */
@NullMarked
package dev.chatctl.core.aws;

import org.jspecify.annotations.NullMarked;
