package io.kwsbench.report;

import io.kwsbench.Reason;

/** Reasons why a report is not written. */
public sealed interface ReportReason extends Reason {
  /** The answer to each reason. */
  interface Visitor<T> {
    T fileIsThere(FileIsThere reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /** A file of the report is there already; these files never replace one. */
  record FileIsThere(String file) implements ReportReason {
    @Override
    public String message() {
      return file + " cannot be made: it is there already";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.fileIsThere(this);
    }
  }
}
