package dev.chatctl.description;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A description that cannot be used, with everything that is wrong with it. */
public final class DescriptionException extends RuntimeException {
  private final transient List<DescriptionProblem> problems;

  DescriptionException(List<DescriptionProblem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.line() + ": " + problem.message())
            .collect(Collectors.joining("\n")));
    this.problems =
        problems.stream().sorted(Comparator.comparingInt(DescriptionProblem::line)).toList();
  }

  /** In the order of lines. */
  public List<DescriptionProblem> problems() {
    return problems;
  }
}
