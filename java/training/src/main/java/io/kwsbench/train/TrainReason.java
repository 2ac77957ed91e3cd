package io.kwsbench.train;

import io.kwsbench.Reason;

/** Reasons why a training run cannot begin. */
public sealed interface TrainReason extends Reason {
  /** The answer to each reason. */
  interface Visitor<T> {
    T folderHoldsRun(FolderHoldsRun reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /** The folder holds a run already. */
  record FolderHoldsRun(String folder) implements TrainReason {
    @Override
    public String message() {
      return folder + " holds a run";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.folderHoldsRun(this);
    }
  }
}
