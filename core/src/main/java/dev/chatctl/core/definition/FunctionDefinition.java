package dev.chatctl.core.definition;

import java.time.Duration;
import java.util.Optional;

/**
 * A Lambda function.
 *
 * @param handler the handler's class name
 * @param timeout AWS: a function behind a route has to answer within 29 s
 * @param queue the name of the {@link QueueDefinition} it takes jobs from; it reports failed ones
 * @param schedule the rate or cron expression that invokes it
 */
public record FunctionDefinition(
    String name,
    String handler,
    Duration timeout,
    Optional<String> queue,
    Optional<String> schedule) {}
