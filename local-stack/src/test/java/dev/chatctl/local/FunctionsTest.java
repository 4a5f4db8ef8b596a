package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.FunctionDefinition;
import dev.chatctl.core.definition.TableDefinition;
import dev.chatctl.core.settings.AuthSettings;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.local.fault.Chances;
import dev.chatctl.local.fault.StackFaults;
import dev.chatctl.local.logs.CurrentFunction;
import dev.chatctl.local.logs.FunctionLog;
import dev.chatctl.local.logs.LogStore;
import dev.chatctl.local.metrics.MetricStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions are configured as the definition says. */
class FunctionsTest {
  private static final String NAME = "slow_job";

  private final Environments environments = environments();

  /** Tells what its Context says. */
  public static final class Telling implements RequestStreamHandler {
    private final String argument;

    public Telling(Chat chat) {
      this.argument = "chat";
    }

    public Telling(AuthSettings auth, PrintStream lines) {
      this.argument = "auth";
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      out.write(
          "%s %s %d MB"
              .formatted(argument, context.getFunctionName(), context.getMemoryLimitInMB())
              .getBytes(UTF_8));
    }
  }

  @Test
  void aFunctionHasTheTimeAndTheMemoryOfItsDefinition() throws Exception {
    LambdaFunction function = functions(Optional.empty()).function(NAME);

    assertThat(function.settings().timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(told(function)).isEqualTo("chat chat-slow-job 1769 MB");
  }

  @Test
  void theAuthorizerIsTheFunctionThatTheDefinitionNames() throws Exception {
    assertThat(functions(Optional.empty()).api("local", "us-east-1").authorizer()).isNull();
    var authorizer = functions(Optional.of(NAME)).api("local", "us-east-1").authorizer();
    assertThat(told(requireNonNull(authorizer).function())).isEqualTo("auth chat-slow-job 1769 MB");
  }

  @AfterEach
  void close() {
    environments.close();
  }

  private static String told(LambdaFunction function) throws InterruptedException {
    return function.invoke(new byte[0]) instanceof InvocationResult.Returned returned
        ? new String(returned.payload(), UTF_8)
        : "failed";
  }

  private static Environments environments() {
    var environment =
        new HashMap<>(
            Map.of("CALLBACK_ENDPOINT", "http://127.0.0.1:1/local", "AWS_REGION", "us-east-1"));
    for (TableDefinition table : ApiDefinition.load().tables().values()) {
      environment.put(table.environmentVariable(), table.name());
    }
    return new Environments(
        environment, System.err, CallListener.NONE, new Chances(StackFaults.NONE));
  }

  private Functions functions(Optional<String> authorizer) {
    var definition =
        new ApiDefinition(
            "chat",
            1769,
            "$request.body.action",
            Map.of(
                NAME,
                new FunctionDefinition(
                    NAME,
                    Telling.class.getName(),
                    Duration.ofMinutes(5),
                    Optional.empty(),
                    Optional.empty())),
            Map.of(),
            authorizer,
            Map.of(),
            Map.of());
    var log = new FunctionLog(new LogStore(InstantSource.system()), "f", InstantSource.system());
    return new Functions(
        definition, environments, new MetricStore(), Map.of(NAME, log), new CurrentFunction());
  }
}
