package dev.chatctl.core.definition;

/**
 * A Lambda function.
 *
 * @param handler the handler's class name
 */
public record FunctionDefinition(String name, String handler) {}
