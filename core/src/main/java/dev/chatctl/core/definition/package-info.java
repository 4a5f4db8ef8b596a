/**
 * The definition file infra/chat-api.json as values: the one list of routes, functions and tables
 * that Terraform decodes and the local stack loads. It travels inside this jar.
 */
@NullMarked
package dev.chatctl.core.definition;

import org.jspecify.annotations.NullMarked;
