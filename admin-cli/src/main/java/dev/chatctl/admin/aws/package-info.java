/**
 * The AWS clients of one command, built when first used: {@code --help} must not pay for a client,
 * and {@code list} not for three.
 */
@NullMarked
package dev.chatctl.admin.aws;

import org.jspecify.annotations.NullMarked;
