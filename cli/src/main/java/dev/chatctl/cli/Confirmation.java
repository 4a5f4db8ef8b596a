package dev.chatctl.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Option;

/** Asks before many connections are touched: shows what will be, then wants a yes. */
public final class Confirmation {
  private static final int PREVIEW = 5;

  /** From so many on, a slip of the finger on y is not enough. */
  private static final int TYPE_THE_COUNT = 20;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only show what would be done.")
  private boolean dryRun;

  public boolean dryRun() {
    return dryRun;
  }

  /**
   * Shows what is about to happen and asks.
   *
   * @param action in words, such as "kick 12 connections"
   * @param affected for the preview
   * @return false if the person declined, or it was interrupted
   * @throws CliException if nobody can be asked
   */
  public boolean confirm(Invocation invocation, String action, List<String> affected) {
    if (yes || affected.isEmpty()) {
      return true;
    }
    boolean canAsk = invocation.terminals().in() && invocation.options().mayAsk();
    if (!canAsk) {
      throw CliException.usage(
          "about to " + action + ", and nobody is here to confirm it",
          "--yes does it without asking; --dry-run only shows it");
    }
    invocation.say("About to " + action + ":");
    affected.stream().limit(PREVIEW).forEach(line -> invocation.say("  " + line));
    if (affected.size() > PREVIEW) {
      invocation.say("  ... and %,d more".formatted(affected.size() - PREVIEW));
    }
    boolean typed = affected.size() >= TYPE_THE_COUNT;
    invocation.err().print(typed ? "Type the count to go on: " : "Go on? [y/N] ");
    invocation.err().flush();
    String answer = answer(invocation);
    return typed
        ? answer.equals(Integer.toString(affected.size()))
        : answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  private static String answer(Invocation invocation) {
    try {
      String line =
          new BufferedReader(new InputStreamReader(invocation.in(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "" : line.strip();
    } catch (InterruptedIOException e) {
      invocation.err().line(""); // what is told next does not belong to the question
      return "";
    } catch (IOException e) {
      return ""; // whoever cannot answer has not agreed
    }
  }
}
