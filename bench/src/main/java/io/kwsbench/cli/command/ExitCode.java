package io.kwsbench.cli.command;

/** Every exit code of every command. */
public enum ExitCode {
  /** The work is done. */
  DONE(0, "done"),
  /** A flag or command is unknown, or its value cannot be read. */
  USAGE(2, "usage: an unknown command or flag, or a value that cannot be read"),
  /** A file, clip, graph or engine cannot be used. */
  BAD_INPUT(3, "bad input: a file, graph, clip or engine that cannot be used"),
  /** A gate was asked for and is not met. */
  GATE_FAILED(4, "gate failed"),
  /** Slower, larger or less accurate than the baseline. */
  REGRESSION(5, "regression"),
  /** The time budget was spent before the comparison could be decided. */
  UNDECIDED(6, "undecided"),
  /** A fault of kwsbench itself. */
  INTERNAL(
      70, "an internal error: a fault of kwsbench, not of what it was given; please report it"),
  /** Ctrl-C; what was measured so far has been printed. */
  INTERRUPTED(130, "interrupted; what was measured so far has been printed");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** What the process exits with. */
  public int code() {
    return code;
  }

  /** One line for the help. */
  public String meaning() {
    return meaning;
  }
}
