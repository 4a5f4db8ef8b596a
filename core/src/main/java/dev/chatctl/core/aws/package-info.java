/**
 * How AWS is reached without generated clients: signed posts, the JSON protocol and its retries,
 * and tables over them. The backend uses one CRT connection pool; tools that start differently
 * bring connections of their own.
 */
@NullMarked
package dev.chatctl.core.aws;

import org.jspecify.annotations.NullMarked;
