package io.kwsbench.graph;

import io.kwsbench.Reason;

/** Why a file cannot be used as a frozen graph. */
public sealed interface GraphReason extends Reason {
  /** The answer to each reason. */
  interface Visitor<T> {
    T otherFormat(OtherFormat reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /** The file has a known format that is not a frozen graph. */
  record OtherFormat(String file, FileFormat format) implements GraphReason {
    @Override
    public String message() {
      return file + ": " + format.description() + ", not a frozen graph (.pb)";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.otherFormat(this);
    }
  }
}
