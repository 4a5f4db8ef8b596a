package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@Needs({Need.TERRAFORM, Need.AWS_PROVIDER})
class ModulesTest {
  private static final Pattern EDGE = Pattern.compile("\"\\[root] (.+)\" -> \"\\[root] (.+)\"");
  private static final Pattern MODULE = Pattern.compile("(module\\.[^. ]+).*");

  private record Edge(String from, String to) {}

  /** Terraform itself minds circles of single values only, not of the modules they are in. */
  @Test
  void dataFlowsOneWayBetweenModules() {
    Set<Edge> edges = edges();
    assertThat(edges)
        .contains(
            new Edge("module.api", "module.functions"),
            new Edge("module.observability", "module.functions"));

    assertThat(circular(edges)).as("what refers to each other in circles").isEmpty();
  }

  /** A module is one node, whatever is in it; what the root holds is a node each. */
  private static Set<Edge> edges() {
    return EDGE.matcher(MockedRuns.terraform().run("graph", "-type=plan").output())
        .results()
        .map(edge -> new Edge(node(edge.group(1)), node(edge.group(2))))
        .filter(edge -> !edge.from().equals(edge.to()))
        .collect(Collectors.toSet());
  }

  private static String node(String address) {
    return MODULE.matcher(address).replaceFirst("$1");
  }

  /** Without what nothing depends on, and what depends on nothing, circles are left. */
  private static Set<Edge> circular(Set<Edge> edges) {
    var left = new HashSet<Edge>(edges);
    int before;
    do {
      before = left.size();
      Set<String> from = left.stream().map(Edge::from).collect(Collectors.toSet());
      Set<String> to = left.stream().map(Edge::to).collect(Collectors.toSet());
      left.removeIf(edge -> !to.contains(edge.from()) || !from.contains(edge.to()));
    } while (left.size() < before);
    return left;
  }
}
