package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.FunctionDefinition;
import org.junit.jupiter.api.Test;

class DefinitionTest {
  @Test
  void everyFunctionHasAHandlerThatLambdaCanInstantiate() throws ReflectiveOperationException {
    for (FunctionDefinition function : ApiDefinition.load().functions().values()) {
      Class<?> handler = Class.forName(function.handler());
      assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
      assertThat(handler.getConstructor()).isNotNull();
    }
  }
}
