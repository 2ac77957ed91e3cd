package io.kwsbench.usage;

/** Every exit code of every command, on a machine and on a cluster: the one list. */
public enum ExitCode {
  /** The work is done. */
  DONE(0, "done"),
  /** A flag or command is unknown, or its value cannot be read. */
  USAGE(2, "usage error: unknown command or flag, or unreadable value"),
  /** A file, clip, graph or engine cannot be used. */
  BAD_INPUT(3, "bad input: unusable file, graph, clip or engine"),
  /** A requested gate has failed. */
  GATE_FAILED(4, "a gate failed"),
  /** Slower, larger or less accurate than the baseline. */
  REGRESSION(5, "regression"),
  /** The time budget was spent before the comparison could be decided. */
  UNDECIDED(6, "undecided, or a gate could not be checked"),
  /** A fault of kwsbench itself. */
  INTERNAL(70, "internal error: a fault of kwsbench; please report it"),
  /** Ctrl-C; what was measured so far has been printed. */
  INTERRUPTED(130, "interrupted; results so far are printed or kept");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The exit status of the process. */
  public int code() {
    return code;
  }

  /** One line for the help. */
  public String meaning() {
    return meaning;
  }
}
