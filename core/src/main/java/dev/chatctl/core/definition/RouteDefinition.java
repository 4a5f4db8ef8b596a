package dev.chatctl.core.definition;

/**
 * A route of the WebSocket API.
 *
 * @param function the name of the {@link FunctionDefinition} it invokes
 * @param routeResponse whether what the function returns is sent to the caller as a frame
 */
public record RouteDefinition(String key, String function, boolean routeResponse) {}
