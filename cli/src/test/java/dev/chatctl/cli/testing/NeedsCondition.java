package dev.chatctl.cli.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for what is needed before anything is started. */
final class NeedsCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<Need> missing =
        AnnotationSupport.findAnnotation(context.getElement(), Needs.class).stream()
            .flatMap(needs -> Arrays.stream(needs.value()))
            .filter(need -> need.find().isEmpty())
            .toList();
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("all that is needed is here")
        : ConditionEvaluationResult.disabled(
            missing.stream()
                .map(Need::toString)
                .collect(Collectors.joining(", and ", "needs ", "")));
  }
}
