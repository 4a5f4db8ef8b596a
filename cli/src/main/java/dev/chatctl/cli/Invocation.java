package dev.chatctl.cli;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * One command line being carried out: what it may touch and what its common options ask for. Data
 * goes to {@link #out}; all else, such as progress, notices and questions, to {@link #err}.
 */
public class Invocation {
  private static final String CLEAR = "\r\u001b[K";

  private final Surroundings surroundings;
  private final CommonOptions options;
  private final Output out;
  private final Output err;
  private volatile boolean drawn;

  public Invocation(Surroundings surroundings) {
    this(surroundings, new CommonOptions());
  }

  /** For a program whose options are more than the common ones. */
  protected Invocation(Surroundings surroundings, CommonOptions options) {
    this.surroundings = surroundings;
    this.options = options;
    this.out = Output.ofData(surroundings.out());
    this.err = Output.ofRemarks(surroundings.err());
  }

  public CommonOptions options() {
    return options;
  }

  /**
   * Standard input; a read ends with an {@link InterruptedIOException} when {@link #interrupt}
   * does.
   */
  public InputStream in() {
    return new InterruptibleInput(surroundings.in(), interrupt());
  }

  public Output out() {
    return out;
  }

  public Output err() {
    return err;
  }

  public Terminals terminals() {
    return surroundings.terminals();
  }

  public Map<String, String> env() {
    return surroundings.env();
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public Interrupt interrupt() {
    return surroundings.interrupt();
  }

  public Instant now() {
    return surroundings.clock().instant();
  }

  /** Colours for standard output. */
  public Style style() {
    return new Style(options.color().colours(terminals().out(), env()));
  }

  /** Colours for standard error. */
  public Style errStyle() {
    return new Style(options.color().colours(terminals().err(), env()));
  }

  /** A stranger's text for standard output: safe to print at a terminal, elsewhere as it is. */
  public String printable(String text) {
    return terminals().out() ? PrintableText.lines(text) : text;
  }

  /** Tells the person something that is not data. */
  public void notice(String text) {
    if (!options.quiet()) {
      say(text);
    }
  }

  /** Tells something that must not be missed, even when quiet. */
  public void say(String text) {
    out.flush();
    err.line((drawn ? CLEAR : "") + PrintableText.lines(text));
    err.flush();
    drawn = false;
  }

  /** Draws the line of progress anew; empty takes it away. */
  void draw(String line) {
    err.print(CLEAR + line);
    err.flush();
    drawn = !line.isEmpty();
  }

  /** Whether progress may be drawn by rewriting a line. */
  public boolean showsProgress() {
    return terminals().err() && !options.quiet();
  }
}
