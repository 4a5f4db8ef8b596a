package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.Invocation;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import dev.chatctl.loadtest.report.ShardMerge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chatctl loadtest merge}: one result of the shards of one run. */
@Command(
    name = "merge",
    description = "Make one result of what the shards of one run have written, without loss.")
final class MergeCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Results folder of each shard.")
  private List<Path> folders;

  @Option(names = "--into", paramLabel = "DIR", required = true, description = "Results folder.")
  private Path into;

  @Mixin private VerdictOptions options;

  @SuppressWarnings("NullAway.Init") // fields are injected by picocli
  MergeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    Conclusion conclusion = Conclusion.prepare(invocation, options);
    List<Results> shards = new ArrayList<>();
    Results merged;
    try {
      for (Path folder : folders) {
        shards.add(ResultsStore.read(folder));
      }
      List<Results> sorted = ShardMerge.inOrder(shards);
      merged = ShardMerge.of(sorted, sorted.getFirst().facts().identity().command());
      ResultsFolder.prepare(into, ResultsFolder.BASE_BYTES);
    } catch (IOException | IllegalArgumentException e) {
      throw PlanBuilder.wrong(String.valueOf(e.getMessage()));
    }
    return conclusion.of(merged, into);
  }
}
