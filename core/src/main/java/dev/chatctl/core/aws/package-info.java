/**
 * How the backend reaches AWS: asynchronous clients over one CRT connection pool, and how values
 * are written in tables. Tools that start differently build clients of their own.
 */
@NullMarked
package dev.chatctl.core.aws;

import org.jspecify.annotations.NullMarked;
